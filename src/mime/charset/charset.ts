// Bytes in a named charset to text, as mail names charsets: aliases, wrong names, names that are not true. Never throws;
// what cannot be read becomes U+FFFD. The tables are iconv-lite's: they are alike on every Node.js, and Node 20's own
// decoder reads windows-1252 as ISO-8859-1.

import { createRequire } from 'node:module';
import type Iconv from 'iconv-lite';
import { decodeHz, decodeIso2022Jp, decodeIso2022Kr } from './iso-2022.ts';

type ByTable = (table: string, bytes: Uint8Array) => string;

/** Names in mail for what the tables know by another name. */
const aliases: Readonly<Record<string, string>> = {
  // What is called Latin 1 or ASCII is windows-1252 where it uses 0x80 to 0x9f (WHATWG Encoding section 4.2).
  'iso-8859-1': 'windows-1252',
  latin1: 'windows-1252',
  l1: 'windows-1252',
  iso88591: 'windows-1252',
  'iso8859-1': 'windows-1252',
  'iso-8859-9': 'windows-1254',
  'iso-8859-11': 'windows-874',
  'iso-8859-8-i': 'windows-1255',
  'iso-8859-8-e': 'windows-1255',
  'iso-8859-6-i': 'iso-8859-6',
  'iso-8859-6-e': 'iso-8859-6',
  // GB18030 holds all of the older two, and they are said where more is meant.
  gb2312: 'gb18030',
  gbk: 'gb18030',
  'x-gbk': 'gb18030',
  gb_2312: 'gb18030',
  'gb_2312-80': 'gb18030',
  cp936: 'gb18030',
  'cn-gb': 'gb18030',
  'euc-cn': 'gb18030',
  'ks_c_5601-1987': 'cp949',
  ks_c_5601: 'cp949',
  ksc5601: 'cp949',
  'euc-kr': 'cp949',
  'x-windows-949': 'cp949',
  'windows-949': 'cp949',
  ms949: 'cp949',
  uhc: 'cp949',
  'windows-31j': 'shift_jis',
  'x-sjis': 'shift_jis',
  'x-ms-cp932': 'shift_jis',
  'x-mac-japanese': 'shift_jis',
  ms_kanji: 'shift_jis',
  cswindows31j: 'shift_jis',
  ujis: 'euc-jp',
  'x-euc-jp': 'euc-jp',
  'x-mac-roman': 'macintosh',
  'x-mac-cyrillic': 'maccyrillic',
  'x-mac-ce': 'macintosh',
  'unicode-1-1-utf-7': 'utf-7',
  'unicode-1-1-utf-8': 'utf-8',
  'x-utf-8': 'utf-8',
  utf8mb4: 'utf-8',
  unicode: 'utf-16',
};

/** Said by programs that did not know: what the bytes look like decides. */
const unsaid = new Set([
  '',
  'us-ascii',
  'ascii',
  'ansi_x3.4-1968',
  'iso646-us',
  'x-unknown',
  'unknown',
  'unknown-8bit',
  'x-user-defined',
  '8bit',
  '7bit',
  'binary',
  'default',
  '_autodetect',
  '_autodetect_all',
  'none',
  'default_charset',
  'charset',
]);

/**
 * @param charset - as it was declared; undefined where nothing was
 * @param otherwise - what is likely where the declaration cannot be true; windows-1252 by default
 */
export function decodeText(bytes: Uint8Array, charset: string | undefined, otherwise?: string): string {
  const name = charsetName(charset);
  if (unsaid.has(name)) return guessed(bytes, otherwise);
  if (name === 'utf-8' || name === 'utf8') return utf8(bytes) ?? badUtf8(bytes, otherwise);
  return decodeNamed(bytes, name) ?? guessed(bytes, otherwise);
}

/** Strictly: undefined where it is not UTF-8. A byte order mark is dropped. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function charsetName(charset: string | undefined): string {
  // RFC 2231 section 5: the language may stand behind an asterisk.
  return (charset ?? '')
    .trim()
    .replace(/^["']+|["']+$/g, '')
    .replace(/[*;,\s][^]*$/, '')
    .toLowerCase();
}

function guessed(bytes: Uint8Array, otherwise: string | undefined): string {
  if (isIso2022Jp(bytes)) return decodeIso2022Jp(bytes, byTable);
  return utf8(bytes) ?? fallback(bytes, otherwise);
}

function fallback(bytes: Uint8Array, otherwise: string | undefined): string {
  const name = charsetName(otherwise);
  const useful = !unsaid.has(name) && !/^utf-?8$/.test(name);
  return (useful ? decodeNamed(bytes, name) : undefined) ?? byTable('windows-1252', bytes);
}

/**
 * UTF-8 that is none. A few wrong bytes in long text that is otherwise UTF-8 are damage; text without one right sequence was
 * written in another charset.
 */
function badUtf8(bytes: Uint8Array, otherwise: string | undefined): string {
  const joined = utf8(withoutSurrogates(bytes));
  if (joined !== undefined) return joined;
  const text = new TextDecoder('utf-8').decode(bytes);
  let wrong = 0;
  let right = 0;
  for (const char of text) {
    if (char === '\ufffd') wrong += 1;
    else if (char > '\x7f') right += 1;
  }
  return right >= wrong ? text : fallback(bytes, otherwise);
}

/** Emoji as two halves of three octets each, as Java and Oracle write them (CESU-8, Unicode TR26), made whole. */
function withoutSurrogates(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const whole = text.replace(/\xed([\xa0-\xaf])([\x80-\xbf])\xed([\xb0-\xbf])([\x80-\xbf])/g, (pair) => {
    const unit = (at: number): number =>
      0xd000 | ((pair.charCodeAt(at + 1) & 0x3f) << 6) | (pair.charCodeAt(at + 2) & 0x3f);
    return Buffer.from(String.fromCharCode(unit(0), unit(3)), 'utf8').toString('latin1');
  });
  return Buffer.from(whole, 'latin1');
}

/** Undefined for a name that nobody knows. */
function decodeNamed(bytes: Uint8Array, name: string): string | undefined {
  if (/^(?:x-)?(?:iso-2022-jp|csiso2022jp|cp5022[0-2]|jis)/.test(name))
    return decodeIso2022Jp(bytes, byTable);
  if (/^(?:iso-2022-kr|csiso2022kr)/.test(name)) return decodeIso2022Kr(bytes, byTable);
  if (name === 'hz-gb-2312' || name === 'hz') return decodeHz(bytes, byTable);
  const table = [name, labelled(name), name.replace(/^x-/, '')]
    .map((one) => aliases[one] ?? one)
    .find((one) => iconv().encodingExists(one));
  return table === undefined ? undefined : byTable(table, bytes);
}

/** What browsers take the name for (WHATWG Encoding section 4.2): `ujis`, `csgb2312`, `koi`. */
function labelled(name: string): string {
  try {
    return new TextDecoder(name).encoding;
  } catch (error) {
    if (error instanceof RangeError) return name;
    throw error;
  }
}

/** An escape of ISO-2022-JP, and no byte that it could not have. */
function isIso2022Jp(bytes: Uint8Array): boolean {
  let escape = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80) return false;
    if (byte === 0x1b && bytes[at + 1] === 0x24) escape = true;
  }
  return escape;
}

const byTable: ByTable = (table, bytes) => iconv().decode(bytes, table);

/** Loaded when the first text comes that is neither ASCII nor UTF-8. */
function iconv(): typeof Iconv {
  return createRequire(import.meta.url)('iconv-lite') as typeof Iconv;
}
