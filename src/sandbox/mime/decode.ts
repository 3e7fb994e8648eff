// From bytes to text: transfer encodings (RFC 2045 section 6), charsets, encoded words (RFC 2047). Never throws: an
// unknown encoding or charset leaves the bytes readable as far as they are.

import { TextDecoder } from 'node:util';
import { decodeWindows1252 } from './windows-1252.ts';

/** The bytes of a body without its Content-Transfer-Encoding. */
export function decodeTransfer(bytes: Buffer, encoding: string): Buffer {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return Buffer.from(bytes.toString('latin1'), 'base64');
    case 'quoted-printable':
      return decodeQuotedPrintable(bytes.toString('latin1'));
    default:
      return bytes;
  }
}

export function decodeCharset(bytes: Uint8Array, charset: string): string {
  const label = charset.trim().replace(/^"|"$/g, '') || 'utf-8';
  const decoder = decoderFor(label);
  // All of Latin 1 is windows-1252 by that standard.
  return !decoder || decoder.encoding === 'windows-1252' ? decodeWindows1252(bytes) : decoder.decode(bytes);
}

/** Bytes of a header for people: UTF-8 (RFC 6532), or what old programs wrote where they are none. */
export function decodeText(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? decodeCharset(bytes, 'windows-1252') : text;
}

/** Replaces encoded words; white space between two of them is not content (RFC 2047 section 6.2). */
export function decodeWords(text: string): string {
  if (!text.includes('=?')) return text;
  const word = /=\?([^?\s*]+)(?:\*[^?\s]*)?\?([bq])\?([^?\s]*)\?=/gi;
  return text
    .replace(/(\?=)\s+(?==\?)/g, '$1')
    .replace(word, (_, charset: string, kind: string, body: string) =>
      decodeCharset(
        kind.toLowerCase() === 'b'
          ? Buffer.from(body, 'base64')
          : decodeQuotedPrintable(body.replace(/_/g, ' ')),
        charset,
      ),
    );
}

function decodeQuotedPrintable(text: string): Buffer {
  return Buffer.from(
    text
      .replace(/[ \t]+(?=\r?\n|$)/g, '')
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

function decoderFor(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label);
  } catch (error) {
    // Encoding Standard: an unknown label is a RangeError. Anything else is ours.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
