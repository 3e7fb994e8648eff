// Text as mail programs encode it: encoded-words (RFC 2047), quoted-printable and base64 bodies (RFC 2045), parameters
// with charsets and continuations (RFC 2231), and charsets that JavaScript can read but not write.

import { encodeWindows1252 } from '../mime/windows-1252.ts';

/** Lines of 76 characters. */
export function base64Lines(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{76}(?=.)/g, '$&\r\n');
}

export function quotedPrintable(bytes: Buffer): string {
  return bytes.toString('latin1').split('\r\n').map(quotedLine).join('\r\n');
}

function quotedLine(line: string): string {
  const coded = line.replace(/[^\t\x20-\x3c\x3e-\x7e]/g, hexOf).replace(/[\t ]$/, hexOf);
  if (coded.length <= 76) return coded;
  // A soft break never stands within an escape.
  return (coded.match(/(?:=[0-9A-F]{2}|[^=]){1,25}/g) ?? []).join('=\r\n');
}

/** `=?charset?B|Q?...?=`, in as many words as it takes; a character is never cut in two. */
export function encodedWords(text: string, charset: Charset, encoding: 'B' | 'Q'): string {
  const words: string[] = [];
  let piece = '';
  const close = (): void => {
    const bytes = encode(piece, charset);
    const coded =
      encoding === 'B' ? bytes.toString('base64') : bytes.toString('latin1').replace(/[^A-Za-z0-9]/g, hexOf);
    words.push(`=?${charset}?${encoding}?${coded}?=`);
    piece = '';
  };
  for (const sign of text) {
    piece += sign;
    if (encode(piece, charset).length >= (encoding === 'B' ? 30 : 12)) close();
  }
  if (piece !== '') close();
  return words.join('\r\n ');
}

/** `; filename*0*=utf-8''...; filename*1*=...` */
export function extendedParameter(name: string, value: string): string {
  const coded = encodeURIComponent(value).replace(/['()*!]/g, hexPercent);
  const pieces = coded.match(/(?:%[0-9A-F]{2}|[^%]){1,15}/g) ?? [''];
  if (pieces.length === 1) return `;\r\n ${name}*=utf-8''${coded}`;
  return pieces
    .map((piece, index) => `;\r\n ${name}*${index}*=${index === 0 ? "utf-8''" : ''}${piece}`)
    .join('');
}

export type Charset = 'utf-8' | 'ISO-2022-JP' | 'windows-1252';

export function encode(text: string, charset: Charset): Buffer {
  if (charset === 'utf-8') return Buffer.from(text, 'utf8');
  return charset === 'ISO-2022-JP' ? toJis(text) : encodeWindows1252(text);
}

/** RFC 1468: ASCII, and between escape sequences JIS X 0208; ASCII again at the end of each line. */
function toJis(text: string): Buffer {
  if (jis.size === 0) readJis();
  const bytes: number[] = [];
  let wide = false;
  for (const sign of text) {
    const code = jis.get(sign);
    if ((code !== undefined) !== wide) {
      wide = code !== undefined;
      bytes.push(...(wide ? toWide : toNarrow));
    }
    if (code === undefined) bytes.push(sign.charCodeAt(0) & 0x7f);
    else bytes.push(code >> 8, code & 0xff);
  }
  if (wide) bytes.push(...toNarrow);
  return Buffer.from(bytes);
}

const toWide = [0x1b, 0x24, 0x42];
const toNarrow = [0x1b, 0x28, 0x42];
/** Read out of the decoder when first needed. */
const jis = new Map<string, number>();

function readJis(): void {
  const decoder = new TextDecoder('iso-2022-jp');
  for (let row = 0x21; row <= 0x7e; row += 1) {
    for (let cell = 0x21; cell <= 0x7e; cell += 1) {
      const sign = decoder.decode(Uint8Array.of(...toWide, row, cell, ...toNarrow));
      if (sign !== '\ufffd' && sign !== '' && !jis.has(sign)) jis.set(sign, (row << 8) | cell);
    }
  }
}

function hexOf(sign: string): string {
  return `=${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function hexPercent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}
