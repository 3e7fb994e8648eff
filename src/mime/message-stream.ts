// A whole message as it goes over the wire, read in pieces: line ends made CRLF, the header told from the body. Never
// more than the header is in memory.

import { fail } from '../errors/error.ts';

const cr = 0x0d;
const lf = 0x0a;

/** A header with a thousand recipients and a long trace fits many times. */
const headerBytesMax = 1024 * 1024;

export interface HeaderField {
  readonly name: string;
  /** The whole field with its folding and last CRLF. */
  readonly raw: Buffer;
}

/** Every line end as CRLF: a lone CR or LF would be one for some servers and not for others (SMTP smuggling). */
export async function* withCrlf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void> {
  let last = -1;
  for await (const piece of source) {
    if (piece.length === 0) continue;
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    const fixed: Buffer[] = [];
    let from = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      const before = at === 0 ? last : bytes[at - 1];
      if (byte === lf && before !== cr) {
        fixed.push(bytes.subarray(from, at), Buffer.from('\r'));
        from = at;
      } else if (before === cr && byte !== lf) {
        fixed.push(bytes.subarray(from, at), Buffer.from('\n'));
        from = at;
      }
    }
    last = bytes.at(-1) ?? last;
    if (fixed.length === 0) yield bytes;
    else yield Buffer.concat([...fixed, bytes.subarray(from)]);
  }
  if (last === cr) yield Buffer.from('\n');
}

/** The header with its last CRLF and without the empty line, and everything behind that line. */
export async function splitHeader(
  source: AsyncIterable<Buffer>,
): Promise<{ header: Buffer; body: AsyncGenerator<Buffer, void> }> {
  const pieces = source[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  for (;;) {
    const end = head.subarray(0, 2).toString('latin1') === '\r\n' ? -2 : head.indexOf('\r\n\r\n');
    if (end === -2) return { header: Buffer.alloc(0), body: rest(head.subarray(2), pieces) };
    if (end >= 0) return { header: head.subarray(0, end + 2), body: rest(head.subarray(end + 4), pieces) };
    if (head.length > headerBytesMax) {
      throw fail('compose-raw-invalid', { problem: `its header is longer than ${headerBytesMax} bytes` });
    }
    const next = await pieces.next();
    if (next.done) return { header: head, body: rest(Buffer.alloc(0), pieces) };
    head = Buffer.concat([head, next.value]);
  }
}

/** @throws `compose-raw-invalid` for what is not the header of a message */
export function fieldsOf(header: Buffer): readonly HeaderField[] {
  const fields: { name: string; pieces: Buffer[] }[] = [];
  let from = 0;
  while (from < header.length) {
    const end = header.indexOf('\r\n', from);
    const line = header.subarray(from, end < 0 ? header.length : end + 2);
    const complete = end < 0 ? Buffer.concat([line, Buffer.from('\r\n')]) : line;
    const folded = line[0] === 0x20 || line[0] === 0x09;
    const name = /^([!-9;-~]+)[ \t]*:/.exec(line.toString('latin1'))?.[1];
    const last = fields.at(-1);
    if (folded && last) last.pieces.push(complete);
    else if (name !== undefined) fields.push({ name, pieces: [complete] });
    // mbox's separator, which other programs leave in front of what they save.
    else if (!(from === 0 && line.toString('latin1').startsWith('From '))) {
      const shown = JSON.stringify(line.toString('latin1').trimEnd().slice(0, 60));
      throw fail('compose-raw-invalid', { problem: `a line of its header is no field: ${shown}` });
    }
    from = end < 0 ? header.length : end + 2;
  }
  return fields.map(({ name, pieces }) => ({ name, raw: Buffer.concat(pieces) }));
}

/** Unfolded, without name and outer blanks. UTF-8, as RFC 6532 has it. */
export function fieldValue(field: HeaderField): string {
  const text = field.raw.toString('utf8');
  return text
    .slice(text.indexOf(':') + 1)
    .replace(/\r\n(?=[ \t])/g, '')
    .trim();
}

async function* rest(first: Buffer, pieces: AsyncIterator<Buffer>): AsyncGenerator<Buffer, void> {
  try {
    if (first.length > 0) yield first;
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
  } finally {
    await pieces.return?.();
  }
}
