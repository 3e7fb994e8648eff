// Text in header fields: encoded words (RFC 2047, language tags of RFC 2231), raw UTF-8 (RFC 6532), and raw bytes of charsets
// that nobody declared. Words that follow one another in one charset are decoded together, because a character is often
// cut in two between them, although RFC 2047 section 5 forbids it.

import { decodeText } from '../charset/charset.ts';

/** Longer words than RFC 2047's 75 are common, whole subjects are met; the bound keeps unclosed ones cheap. */
const word = /=\?([^?\s]{1,60})\?([bq])\?((?:[^?]|\?(?!=)){0,4000})\?=/gi;

/** A name or a subject is no longer than this; the rest of a field is not looked at. */
const valueCharsMax = 64 * 1024;

/**
 * @param value - unfolded, a byte in each character
 * @param otherwise - charset that raw bytes have where they are not UTF-8
 */
export function decodeWords(value: string, otherwise?: string): string {
  const given = value.slice(0, valueCharsMax);
  let out = '';
  let at = 0;
  let open: { charset: string; bytes: Buffer[] } | undefined;
  const close = (): void => {
    if (open) out += decodeText(Buffer.concat(open.bytes), open.charset, otherwise);
    open = undefined;
  };
  for (const match of given.matchAll(word)) {
    const between = given.slice(at, match.index);
    // White space between two words belongs to the folding (RFC 2047 section 6.2).
    const joined = open !== undefined && /^\s*$/.test(between);
    if (!joined) {
      close();
      out += raw(between, otherwise);
    }
    const charset = (match[1] ?? '').replace(/\*.*$/, '').toLowerCase();
    const bytes = bytesOf(match[2] ?? '', match[3] ?? '');
    if (open?.charset === charset) open.bytes.push(bytes);
    else {
      close();
      open = { charset, bytes: [bytes] };
    }
    at = match.index + match[0].length;
  }
  close();
  out += raw(given.slice(at), otherwise);
  return out;
}

/** On one line, without control characters: what can be shown. */
export function plainLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

function raw(text: string, otherwise: string | undefined): string {
  if (!/[\x80-\xff\x1b]/.test(text)) return text;
  return decodeText(Buffer.from(text, 'latin1'), undefined, otherwise);
}

function bytesOf(encoding: string, text: string): Buffer {
  if (encoding.toLowerCase() === 'b') {
    // Whole quartets: some pad in the middle where two words became one.
    return Buffer.concat(
      text
        .replace(/[^A-Za-z0-9+/=]/g, '')
        .split(/(?<==)(?!=)/)
        .map((piece) => Buffer.from(piece, 'base64')),
    );
  }
  const bytes = text
    .replace(/_/g, ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}
