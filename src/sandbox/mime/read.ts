// What Graph and search want to know of a message: its text, its attachments, its addresses, decoded.

import { flatAddresses } from './address.ts';
import { decodeCharset, decodeTransfer, decodeWords } from './decode.ts';
import { parseHeaderValue, readParam } from './header-value.ts';
import { type Header, headerBytes, headerText, type MimePart } from './parse.ts';

export interface Attachment {
  readonly name: string;
  readonly contentType: string;
  readonly contentId: string | undefined;
  readonly inline: boolean;
  readonly part: MimePart;
}

export interface ReadableBody {
  readonly contentType: 'text' | 'html';
  readonly content: string;
}

export function subject(message: MimePart): string {
  return decodeWords(headerText(message, 'subject') ?? '');
}

export function addresses(message: Header, field: string): Array<{ name: string; address: string }> {
  return flatAddresses(headerText(message, field));
}

/** The Date field in milliseconds, or undefined where there is none that can be read. */
export function dateMs(message: MimePart): number | undefined {
  const written = headerText(message, 'date')?.replace(/\([^()]*\)/g, '');
  const parsed = written === undefined ? Number.NaN : Date.parse(written);
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** Midnight UTC of the day that the Date field names, whatever its time and zone (RFC 3501 section 6.4.4, SENTON). */
export function sentDay(message: MimePart): number | undefined {
  const written = headerText(message, 'date') ?? '';
  const [, day, month, year] = /(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4}|\d\d)\b/.exec(written) ?? [];
  const at = Date.parse(`${day} ${month} ${year} 00:00 +0000`);
  return Number.isNaN(at) ? undefined : at;
}

/** The body that a person would see: HTML where there is some, as Graph prefers it. */
export function readableBody(message: MimePart, prefer: 'html' | 'text' = 'html'): ReadableBody {
  const leaves = textLeaves(message);
  const html = leaves.find((part) => part.subtype === 'html');
  const plain = leaves.find((part) => part.subtype !== 'html');
  const chosen = prefer === 'html' ? (html ?? plain) : (plain ?? html);
  if (!chosen) return { contentType: 'text', content: '' };
  const content = partText(chosen);
  if (chosen.subtype !== 'html') return { contentType: 'text', content };
  return prefer === 'html'
    ? { contentType: 'html', content }
    : { contentType: 'text', content: htmlToText(content) };
}

export function attachments(message: MimePart): Attachment[] {
  const found: Attachment[] = [];
  const visit = (part: MimePart): void => {
    if (part.parts.length > 0) {
      for (const child of part.parts) visit(child);
      return;
    }
    const disposition = parseHeaderValue(headerBytes(part, 'content-disposition') ?? '');
    const kind = disposition.value.toLowerCase();
    const name = readParam(disposition, 'filename') ?? readParam(part.contentType, 'name');
    if (kind !== 'attachment' && name === undefined && (part.type === 'text' || part.type === 'multipart'))
      return;
    if (part === message && part.type === 'text' && kind !== 'attachment') return;
    found.push({
      name: name ?? (part.message ? subject(part.message) || 'message' : 'attachment'),
      contentType: `${part.type}/${part.subtype}`,
      contentId: headerText(part, 'content-id')?.replace(/^<|>$/g, ''),
      inline: kind === 'inline',
      part,
    });
  };
  visit(message);
  return found;
}

export function partBytes(part: MimePart): Buffer {
  return decodeTransfer(
    part.raw.subarray(part.bodyStart, part.end),
    headerText(part, 'content-transfer-encoding') ?? '7bit',
  );
}

export function partText(part: MimePart): string {
  return decodeCharset(partBytes(part), readParam(part.contentType, 'charset') ?? 'utf-8');
}

function textLeaves(message: MimePart): MimePart[] {
  const leaves: MimePart[] = [];
  const visit = (part: MimePart): void => {
    if (part.type === 'multipart') for (const child of part.parts) visit(child);
    else if (part.type === 'text' && !isAttached(part)) leaves.push(part);
  };
  visit(message);
  return leaves;
}

function isAttached(part: MimePart): boolean {
  return /^\s*attachment\b/i.test(headerText(part, 'content-disposition') ?? '');
}

/** Rough, and enough for a preview: Exchange's own conversion is not documented. */
export function htmlToText(html: string): string {
  return html
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(br|\/p|\/div|\/tr|\/h[1-6])\b[^>]*>/gi, '\r\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/gi, ' ')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;/gi, '"')
    .replace(/&#(\d+);/g, (whole, code: string) => {
      const point = Number(code);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    })
    .replace(/&amp;/gi, '&')
    .replace(/[ \t]+/g, ' ')
    .replace(/(\r\n ?){3,}/g, '\r\n\r\n')
    .trim();
}
