// A header as it stands: fields by name, each value unfolded, still in its bytes (as latin1 text). RFC 5322 section 2.2, and
// what is met beside it: bare line feeds, an mbox line in front, lines that are no field, 8-bit bytes (RFC 6532 and worse).

/** One field. `value` holds a byte in each character: words.ts makes text of it. */
export interface RawField {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
}

export class HeaderFields {
  readonly all: readonly RawField[];

  constructor(all: readonly RawField[]) {
    this.all = all;
  }

  /** The first of that name: the one that mail programs show. Undefined for none. */
  first(name: string): string | undefined {
    return this.all.find((field) => field.name === name)?.value;
  }

  /** Of every field of that name, in their order. */
  every(name: string): readonly string[] {
    return this.all.filter((field) => field.name === name).map(({ value }) => value);
  }
}

/** More is not a header: 1 MiB is what the largest servers accept for all of it. */
export const headerBytesMax = 1024 * 1024;

/** No mail program writes more; more of them are somebody's attempt to keep us busy. */
const fieldsMax = 10_000;

/** Reads up to the first empty line, or to the end of what it is given. */
export function parseFields(head: Uint8Array): HeaderFields {
  const bytes = head.subarray(0, headerBytesMax);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const fields: { name: string; value: string[] }[] = [];
  let at = 0;
  while (at < text.length && fields.length < fieldsMax) {
    const end = text.indexOf('\n', at);
    const next = end === -1 ? text.length : end + 1;
    const line = text.slice(at, end === -1 ? text.length : end).replace(/\r+$/, '');
    at = next;
    if (line === '') break;
    const last = fields.at(-1);
    const found = /^[ \t]/.test(line) ? undefined : /^([!-9;-~]+)[ \t]*:/.exec(line);
    if (found) fields.push({ name: (found[1] ?? '').toLowerCase(), value: [line.slice(found[0].length)] });
    else if (last && /^[ \t]/.test(line)) last.value.push(line);
  }
  // A bare carriage return or a NUL is part of no word that anyone wrote.
  const clean = (value: readonly string[]): string =>
    value
      .join('')
      .replace(/[\r\0]+/g, ' ')
      .trim();
  return new HeaderFields(fields.map(({ name, value }) => ({ name, value: clean(value) })));
}
