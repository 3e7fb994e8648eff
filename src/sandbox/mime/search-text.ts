// What SEARCH BODY and SEARCH TEXT look through (RFC 3501 section 6.4.4): the text of every part, decoded, down into
// messages within messages; for TEXT the header fields of every part as well.

import { decodeText, decodeWords } from './decode.ts';
import type { MimePart } from './parse.ts';
import { partText } from './read.ts';

/** True as soon as one of the texts has `wanted` in it, which is in lower case. */
export function hasText(part: MimePart, wanted: string, withHeaders: boolean): boolean {
  if (withHeaders && headerTextOf(part).toLowerCase().includes(wanted)) return true;
  if (part.message) return hasText(part.message, wanted, withHeaders);
  if (part.parts.length > 0) return part.parts.some((child) => hasText(child, wanted, withHeaders));
  const readable = part.type === 'text' || part.type === 'message';
  return readable && partText(part).toLowerCase().includes(wanted);
}

/** All fields, unfolded and decoded. */
function headerTextOf({ raw, start, bodyStart }: MimePart): string {
  return decodeWords(decodeText(raw.subarray(start, bodyStart)).replace(/\r?\n[ \t]/g, ' '));
}
