// IMAP's names for the pieces of a message (RFC 3501 section 6.4.5): "1.2", "1.2.HEADER", "2.MIME", "TEXT". Offsets
// in, bytes out; says undefined for a piece that is not there.

import type { MimePart } from './parse.ts';

export interface Section {
  /** Part numbers, empty for the message itself. */
  readonly path: readonly number[];
  readonly text: '' | 'HEADER' | 'HEADER.FIELDS' | 'HEADER.FIELDS.NOT' | 'TEXT' | 'MIME';
  /** Of HEADER.FIELDS and its opposite. */
  readonly fields: readonly string[];
}

export function sectionBytes(message: MimePart, section: Section): Buffer | undefined {
  const found = section.path.length === 0 ? { part: message, message } : findPart(message, section.path);
  if (!found) return undefined;
  const { part } = found;
  if (section.text === '') {
    return section.path.length === 0 ? part.raw.subarray(part.start, part.end) : body(part);
  }
  if (section.text === 'MIME') return section.path.length === 0 ? undefined : header(part);
  // HEADER and TEXT of a numbered part speak of the message inside a message/rfc822.
  const inner = section.path.length === 0 ? message : part.message;
  if (!inner) return undefined;
  switch (section.text) {
    case 'HEADER':
      return header(inner);
    case 'TEXT':
      return body(inner);
    case 'HEADER.FIELDS':
      return someFields(inner, section.fields);
    case 'HEADER.FIELDS.NOT':
      return otherFields(inner, section.fields);
  }
}

/** Part 1 of a message that is no multipart is its body. */
function findPart(message: MimePart, path: readonly number[]): { part: MimePart } | undefined {
  let holder: MimePart = message;
  let part: MimePart | undefined;
  for (const number of path) {
    if (part?.message) holder = part.message;
    else if (part) holder = part;
    if (holder.type === 'multipart' && holder.parts.length > 0) {
      part = holder.parts[number - 1];
    } else {
      // A leaf has no numbered parts of its own, except a message's single body.
      part = number === 1 && (part === undefined || part.message) ? holder : undefined;
    }
    if (!part) return undefined;
  }
  return part && { part };
}

function header(part: MimePart): Buffer {
  return part.raw.subarray(part.start, part.bodyStart);
}

function body(part: MimePart): Buffer {
  return part.raw.subarray(part.bodyStart, part.end);
}

function someFields(part: MimePart, names: readonly string[]): Buffer {
  const listed = new Set(names.map((name) => name.toLowerCase()));
  const pieces = part.fields
    .filter((field) => listed.has(field.name.toLowerCase()))
    .map((field) => part.raw.subarray(field.start, field.end));
  return Buffer.concat([...pieces, Buffer.from('\r\n')]);
}

/** The header without those: lines that are no field stay, and so does the empty line where there is one. */
function otherFields(part: MimePart, names: readonly string[]): Buffer {
  const listed = new Set(names.map((name) => name.toLowerCase()));
  const pieces: Buffer[] = [];
  let at = part.start;
  for (const field of part.fields) {
    if (!listed.has(field.name.toLowerCase())) continue;
    pieces.push(part.raw.subarray(at, field.start));
    at = field.end;
  }
  return Buffer.concat([...pieces, part.raw.subarray(at, part.bodyStart)]);
}
