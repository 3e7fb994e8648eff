// A header value with parameters: Content-Type, Content-Disposition (RFC 2045 section 5.1, RFC 2183). Text in and out
// is a character a byte (latin1): `params` are kept as written for IMAP; `readParam` joins and decodes RFC 2231
// continuations for people.

import { decodeCharset, decodeText, decodeWords } from './decode.ts';

export interface HeaderValue {
  readonly value: string;
  /** Names in lower case, in order. */
  readonly params: ReadonlyArray<readonly [string, string]>;
}

/** Tolerant: what cannot be read is skipped up to the next semicolon. */
export function parseHeaderValue(text: string): HeaderValue {
  const source = text.replace(/\r?\n/g, ' ');
  const semicolon = source.indexOf(';');
  const value = stripComments(semicolon < 0 ? source : source.slice(0, semicolon)).trim();
  const params: Array<readonly [string, string]> = [];
  if (semicolon >= 0) {
    const pattern = /;\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"?|[^;]*)/gy;
    let at = semicolon;
    while (at < source.length && params.length < 100) {
      pattern.lastIndex = at;
      const match = pattern.exec(source);
      if (match?.[1] !== undefined && match[2] !== undefined) {
        params.push([match[1].toLowerCase(), unquote(match[2].trim())]);
        at = pattern.lastIndex;
        const next = source.indexOf(';', at);
        at = next < 0 ? source.length : next;
      } else {
        const next = source.indexOf(';', at + 1);
        at = next < 0 ? source.length : next;
      }
    }
  }
  return { value, params };
}

/** Parameter `name` with RFC 2231 continuations and charsets, and with encoded words as Outlook writes them. */
export function readParam(header: HeaderValue, name: string): string | undefined {
  const plain = header.params.find(([key]) => key === name)?.[1];
  const extended = header.params.find(([key]) => key === `${name}*`)?.[1];
  if (extended !== undefined) return decodeExtended(extended);
  const pieces: string[] = [];
  let encoded = false;
  for (let index = 0; index < 100; index += 1) {
    const piece = header.params.find(([key]) => key === `${name}*${index}` || key === `${name}*${index}*`);
    if (!piece) break;
    encoded ||= piece[0].endsWith('*');
    pieces.push(piece[1]);
  }
  if (pieces.length > 0) return encoded ? decodeExtended(pieces.join('')) : forPeople(pieces.join(''));
  return plain === undefined ? undefined : decodeWords(forPeople(plain));
}

function forPeople(latin1: string): string {
  return decodeText(Buffer.from(latin1, 'latin1'));
}

function decodeExtended(text: string): string {
  const [, charset = 'utf-8', rest = text] = /^([^']*)'[^']*'(.*)$/s.exec(text) ?? [];
  const bytes = Buffer.from(
    rest.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  return decodeCharset(bytes, charset || 'utf-8');
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return stripComments(text).trim();
  const inner = text.endsWith('"') && text.length > 1 ? text.slice(1, -1) : text.slice(1);
  return inner.replace(/\\(.)/g, '$1');
}

function stripComments(text: string): string {
  return text.includes('(') ? text.replace(/\([^()]*\)/g, ' ') : text;
}
