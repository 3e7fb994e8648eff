// A message as a tree of parts with byte offsets into the original (RFC 5322, RFC 2045, RFC 2046). Tolerant: whatever
// arrives becomes some tree, and no byte is copied. It decodes nothing; decode.ts does that when somebody asks.

import { type HeaderValue, parseHeaderValue } from './header-value.ts';

export interface HeaderField {
  /** As written. */
  readonly name: string;
  /** Of the whole field with its line ends. */
  readonly start: number;
  readonly end: number;
  /** Where the text behind the colon begins. */
  readonly valueStart: number;
}

export interface MimePart {
  readonly raw: Buffer;
  readonly start: number;
  /** First byte behind the empty line that ends the header. */
  readonly bodyStart: number;
  readonly end: number;
  readonly fields: readonly HeaderField[];
  /** Lower case, with the defaults of RFC 2045 section 5.2. */
  readonly type: string;
  readonly subtype: string;
  readonly contentType: HeaderValue;
  /** Of a multipart. */
  readonly parts: readonly MimePart[];
  /** Of a message/rfc822: the message inside. */
  readonly message: MimePart | undefined;
}

/** Limits against messages that are built to hurt: what lies deeper or behind stays an opaque leaf. */
export const mimeLimits = { depthMax: 30, partsMax: 1000, fieldsMax: 2000 };

const cr = 0x0d;
const lf = 0x0a;

/** The tree of `raw`; never throws. */
export function parseMime(raw: Buffer): MimePart {
  return parseEntity(raw, 0, raw.length, {
    depth: 0,
    budget: { parts: mimeLimits.partsMax },
    inDigest: false,
  });
}

/** What the functions below need of a part. */
export type Header = Pick<MimePart, 'raw' | 'fields'>;

/** The fields of `raw` alone, for whoever does not want its parts. */
export function parseHeader(raw: Buffer): Header {
  return { raw, fields: parseFields(raw, 0, raw.length).fields };
}

/** Text of the first field called `name`, unfolded, or undefined. Bytes are read as UTF-8 (RFC 6532). */
export function headerText(part: Header, name: string): string | undefined {
  const field = findField(part, name);
  return field && fieldText(part, field);
}

export function findField(part: Header, name: string): HeaderField | undefined {
  const lower = name.toLowerCase();
  return part.fields.find((field) => field.name.toLowerCase() === lower);
}

export function fieldText(part: Header, field: HeaderField): string {
  return part.raw
    .toString('utf8', field.valueStart, field.end)
    .replace(/\r?\n(?=[ \t])/g, '')
    .trim();
}

interface Surroundings {
  readonly depth: number;
  readonly budget: { parts: number };
  readonly inDigest: boolean;
}

function parseEntity(raw: Buffer, start: number, end: number, around: Surroundings): MimePart {
  const { fields, bodyStart } = parseFields(raw, start, end);
  const part = {
    raw,
    start,
    bodyStart,
    end,
    fields,
    type: 'text',
    subtype: 'plain',
    contentType: { value: 'text/plain', params: [] } as HeaderValue,
    parts: [] as MimePart[],
    message: undefined as MimePart | undefined,
  };
  const written = headerText(part, 'content-type');
  // RFC 2046 section 5.1.5: inside a digest the default is a message.
  part.contentType = parseHeaderValue(written ?? (around.inDigest ? 'message/rfc822' : 'text/plain'));
  const [, type, subtype] = /^([^\s/]+)\/([^\s/]+)$/.exec(part.contentType.value) ?? [];
  if (type && subtype) {
    part.type = type.toLowerCase();
    part.subtype = subtype.toLowerCase();
  }
  if (around.depth >= mimeLimits.depthMax) return part;
  const inside = { depth: around.depth + 1, budget: around.budget, inDigest: part.subtype === 'digest' };
  if (part.type === 'multipart') {
    const boundary = part.contentType.params.find(([name]) => name === 'boundary')?.[1];
    if (boundary) {
      for (const [from, to] of splitAtBoundary(raw, bodyStart, end, boundary, around.budget)) {
        part.parts.push(parseEntity(raw, from, to, inside));
      }
    }
  } else if (part.type === 'message' && part.subtype === 'rfc822' && takePart(around.budget)) {
    part.message = parseEntity(raw, bodyStart, end, { ...inside, inDigest: false });
  }
  return part;
}

function parseFields(raw: Buffer, start: number, end: number): { fields: HeaderField[]; bodyStart: number } {
  const fields: HeaderField[] = [];
  let at = start;
  while (at < end) {
    const lineEnd = nextLine(raw, at, end);
    if (isEmptyLine(raw, at, lineEnd)) return { fields, bodyStart: lineEnd };
    let fieldEnd = lineEnd;
    while (fieldEnd < end && (raw[fieldEnd] === 0x20 || raw[fieldEnd] === 0x09)) {
      fieldEnd = nextLine(raw, fieldEnd, end);
    }
    const colon = raw.subarray(at, lineEnd).indexOf(0x3a);
    // A line without a colon is no field; it stays part of the header's bytes and is skipped here.
    if (colon > 0 && fields.length < mimeLimits.fieldsMax) {
      const name = raw.toString('latin1', at, at + colon).trimEnd();
      fields.push({ name, start: at, end: fieldEnd, valueStart: at + colon + 1 });
    }
    at = fieldEnd;
  }
  return { fields, bodyStart: end };
}

function splitAtBoundary(
  raw: Buffer,
  from: number,
  end: number,
  boundary: string,
  budget: { parts: number },
): Array<[number, number]> {
  const mark = Buffer.from(`--${boundary}`, 'utf8');
  const pieces: Array<[number, number]> = [];
  let partStart: number | undefined;
  let at = from;
  for (;;) {
    const found = raw.indexOf(mark, at);
    if (found < 0 || found + mark.length > end) break;
    at = found + mark.length;
    if (found !== from && raw[found - 1] !== lf) continue;
    const closing = raw[at] === 0x2d && raw[at + 1] === 0x2d;
    const lineEnd = nextLine(raw, at, end);
    // A longer boundary that merely begins with this one is another boundary (RFC 2046 section 5.1.2).
    const rest = raw.toString('latin1', closing ? at + 2 : at, lineEnd);
    if (rest.trim() !== '') continue;
    if (partStart !== undefined)
      pieces.push([partStart, Math.max(partStart, beforeLineEnd(raw, found, from))]);
    partStart = undefined;
    if (closing || !takePart(budget)) break;
    partStart = lineEnd;
    at = lineEnd;
  }
  // A missing closing delimiter: the last part runs to the end.
  if (partStart !== undefined) pieces.push([partStart, end]);
  return pieces;
}

function takePart(budget: { parts: number }): boolean {
  budget.parts -= 1;
  return budget.parts >= 0;
}

/** The line end in front of a delimiter belongs to the delimiter. */
function beforeLineEnd(raw: Buffer, at: number, floor: number): number {
  if (at - 1 >= floor && raw[at - 1] === lf) return at - 2 >= floor && raw[at - 2] === cr ? at - 2 : at - 1;
  return at;
}

function nextLine(raw: Buffer, at: number, end: number): number {
  const found = raw.indexOf(lf, at);
  return found < 0 || found >= end ? end : found + 1;
}

function isEmptyLine(raw: Buffer, at: number, lineEnd: number): boolean {
  return raw[at] === lf || (raw[at] === cr && raw[at + 1] === lf && at + 2 === lineEnd);
}
