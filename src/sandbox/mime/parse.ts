// A message as a tree of parts with byte offsets into the original (RFC 5322, RFC 2045, RFC 2046). Tolerant: whatever
// arrives becomes some tree, and no byte is copied. The header is read at once, the parts when somebody asks for them.
// It decodes nothing; decode.ts does that.

import { decodeText } from './decode.ts';
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
  /** A character a byte (latin1), as it was written. */
  readonly contentType: HeaderValue;
  /** Of a multipart. */
  readonly parts: readonly MimePart[];
  /** Of a message/rfc822: the message inside. */
  readonly message: MimePart | undefined;
}

/** Limits against messages that are built to hurt: what lies deeper or behind stays an opaque leaf. */
export const mimeLimits = { depthMax: 30, partsMax: 1000, fieldsMax: 2000 };

const lf = 0x0a;
const cr = 0x0d;
const space = 0x20;
const tab = 0x09;

/** The tree of `raw`; never throws. */
export function parseMime(raw: Buffer): MimePart {
  const around = { depth: 0, budget: { parts: mimeLimits.partsMax }, inDigest: false };
  return new Entity(raw, 0, raw.length, around);
}

/** What the functions below need of a part. */
export type Header = Pick<MimePart, 'raw' | 'fields'>;

/** The fields of `raw` alone, for whoever does not want its parts. */
export function parseHeader(raw: Buffer): Header {
  return { raw, fields: parseFields(raw, 0, raw.length).fields };
}

/** Text of the first field called `name`, unfolded, for people; undefined where there is none. */
export function headerText(part: Header, name: string): string | undefined {
  const field = findField(part, name);
  return field && fieldText(part, field);
}

/** The same as a character a byte: what goes out again as it came in. */
export function headerBytes(part: Header, name: string): string | undefined {
  const field = findField(part, name);
  return field && fieldBytes(part, field);
}

export function findField(part: Header, name: string): HeaderField | undefined {
  return part.fields.find((field) => sameName(field.name, name));
}

export function fieldText(part: Header, field: HeaderField): string {
  return unfold(decodeText(part.raw.subarray(field.valueStart, field.end)));
}

export function fieldBytes(part: Header, field: HeaderField): string {
  return unfold(part.raw.toString('latin1', field.valueStart, field.end));
}

export function sameName(a: string, b: string): boolean {
  return a.length === b.length && (a === b || a.toLowerCase() === b.toLowerCase());
}

/** RFC 5322 section 2.2.3, with the tab that some fold with as the space that it stands for. */
function unfold(text: string): string {
  return (text.includes('\n', 0) ? text.replace(/\r?\n[ \t]/g, ' ') : text).trim();
}

interface Surroundings {
  readonly depth: number;
  readonly budget: { parts: number };
  readonly inDigest: boolean;
}

class Entity implements MimePart {
  readonly raw: Buffer;
  readonly start: number;
  readonly bodyStart: number;
  readonly end: number;
  readonly fields: readonly HeaderField[];
  readonly type: string = 'text';
  readonly subtype: string = 'plain';
  readonly contentType: HeaderValue;
  readonly #around: Surroundings;
  #inside: { parts: readonly Entity[]; message: Entity | undefined } | undefined;

  constructor(raw: Buffer, start: number, end: number, around: Surroundings) {
    this.raw = raw;
    this.start = start;
    this.end = end;
    this.#around = around;
    const { fields, bodyStart } = parseFields(raw, start, end);
    this.fields = fields;
    this.bodyStart = bodyStart;
    // RFC 2046 section 5.1.5: inside a digest the default is a message.
    const preset = around.inDigest ? 'message/rfc822' : 'text/plain';
    this.contentType = parseHeaderValue(headerBytes(this, 'content-type') ?? preset);
    const [, type, subtype] = /^([^\s/]+)\s*\/\s*([^\s/]+)$/.exec(this.contentType.value) ?? [];
    if (type && subtype) {
      this.type = type.toLowerCase();
      this.subtype = subtype.toLowerCase();
    }
  }

  get parts(): readonly MimePart[] {
    return this.#open().parts;
  }

  get message(): MimePart | undefined {
    return this.#open().message;
  }

  /** The whole tree below at once, so that the limits fall on the same parts whoever asks for which part first. */
  #open(): { parts: readonly Entity[]; message: Entity | undefined } {
    if (this.#inside) return this.#inside;
    const { depth, budget } = this.#around;
    const parts: Entity[] = [];
    let message: Entity | undefined;
    const boundary = this.contentType.params.find(([name]) => name === 'boundary')?.[1];
    if (depth < mimeLimits.depthMax && this.type === 'multipart' && boundary) {
      const inside = { depth: depth + 1, budget, inDigest: this.subtype === 'digest' };
      for (const [from, to] of splitAtBoundary(this, boundary, budget)) {
        parts.push(new Entity(this.raw, from, to, inside));
      }
    } else if (depth < mimeLimits.depthMax && this.type === 'message' && this.subtype === 'rfc822') {
      const inside = { depth: depth + 1, budget, inDigest: false };
      if (takePart(budget)) message = new Entity(this.raw, this.bodyStart, this.end, inside);
    }
    this.#inside = { parts, message };
    for (const part of parts) part.#open();
    if (message) message.#open();
    return this.#inside;
  }
}

function parseFields(raw: Buffer, start: number, end: number): { fields: HeaderField[]; bodyStart: number } {
  const fields: HeaderField[] = [];
  let at = start;
  while (at < end) {
    const lineEnd = nextLine(raw, at, end);
    if (isEmptyLine(raw, at, lineEnd)) return { fields, bodyStart: lineEnd };
    let fieldEnd = lineEnd;
    while (fieldEnd < end && (raw[fieldEnd] === space || raw[fieldEnd] === tab)) {
      fieldEnd = nextLine(raw, fieldEnd, end);
    }
    let colon = at;
    while (colon < lineEnd && raw[colon] !== 0x3a) colon += 1;
    // A line without a colon is no field; it stays part of the header's bytes and is skipped here.
    if (colon > at && colon < lineEnd && fields.length < mimeLimits.fieldsMax) {
      const name = raw.toString('latin1', at, colon).trimEnd();
      fields.push({ name, start: at, end: fieldEnd, valueStart: colon + 1 });
    }
    at = fieldEnd;
  }
  return { fields, bodyStart: end };
}

function splitAtBoundary(
  { raw, bodyStart: from, end }: MimePart,
  boundary: string,
  budget: { parts: number },
): Array<[number, number]> {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
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
    const rest = raw.toString('latin1', closing ? at + 2 : at, Math.min(lineEnd, at + 1000));
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
