// Reads IMAP's tokens from one unit of framer.ts (RFC 3501 section 9): atoms, strings, literals, numbers, lists. Every
// reader answers undefined and stays where it was when its token is not there; `at` is always a byte offset.

const space = 0x20;
const quote = 0x22;
const backslash = 0x5c;

export interface Token {
  readonly kind: 'atom' | 'quoted' | 'literal';
  readonly bytes: Buffer;
  /** Of the content within the unit: without quotes, without the literal's mark. */
  readonly start: number;
  readonly end: number;
}

export class ImapScanner {
  readonly bytes: Buffer;
  at: number;

  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get atEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  /** The next byte as a character, '' at the end. */
  peek(): string {
    return this.atEnd ? '' : String.fromCharCode(this.bytes[this.at] ?? 0);
  }

  /** Steps over `text` when it is next (ASCII, any case). */
  skip(text: string): boolean {
    const found = this.bytes.toString('latin1', this.at, this.at + text.length);
    if (found.toLowerCase() !== text.toLowerCase()) return false;
    this.at += text.length;
    return true;
  }

  space(): boolean {
    return this.skip(' ');
  }

  /** atom: everything but ( ) { SP CTL % * " \ ] (section 9, ATOM-CHAR). */
  atom(): string | undefined {
    return this.#run((byte) => isAtomChar(byte));
  }

  /** Letters, digits and the like that name a command, an item or a search key; also takes '\' for flags. */
  flag(): string | undefined {
    const start = this.at;
    const sign = this.skip('\\') ? '\\' : '';
    const name = this.atom();
    if (name === undefined) {
      this.at = start;
      return undefined;
    }
    return sign + name;
  }

  /** nz-number and number alike, up to 2^53. */
  number(): number | undefined {
    const text = this.#run((byte) => byte >= 0x30 && byte <= 0x39);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (Number.isSafeInteger(value)) return value;
    this.at -= text.length;
    return undefined;
  }

  /** astring: atom (with ']'), quoted or literal. */
  astring(): Token | undefined {
    return this.string() ?? this.#bare((byte) => isAtomChar(byte) || byte === 0x5d);
  }

  /** list-mailbox: an astring in which % and * may stand bare. */
  listMailbox(): Token | undefined {
    return (
      this.string() ??
      this.#bare((byte) => isAtomChar(byte) || byte === 0x5d || byte === 0x25 || byte === 0x2a)
    );
  }

  string(): Token | undefined {
    if (this.bytes[this.at] === quote) return this.#quoted();
    return this.#literal();
  }

  /** The sequence-set grammar as text: digits, ':', ',' and '*'. */
  sequenceSet(): string | undefined {
    return this.#run(
      (byte) => (byte >= 0x30 && byte <= 0x39) || byte === 0x3a || byte === 0x2c || byte === 0x2a,
    );
  }

  /** `(` item *(SP item) `)` or `()`; undefined when it is not a list or an item is not readable. */
  list<T>(item: () => T | undefined): T[] | undefined {
    const start = this.at;
    if (!this.skip('(')) return undefined;
    const items: T[] = [];
    if (this.skip(')')) return items;
    for (;;) {
      const value = item();
      if (value === undefined) break;
      items.push(value);
      if (this.skip(')')) return items;
      if (!this.space()) break;
    }
    this.at = start;
    return undefined;
  }

  /** The rest of the unit as text. */
  rest(): string {
    const text = this.bytes.toString('utf8', this.at);
    this.at = this.bytes.length;
    return text;
  }

  #run(fits: (byte: number) => boolean): string | undefined {
    return this.#bare(fits)?.bytes.toString('latin1');
  }

  #bare(fits: (byte: number) => boolean): Token | undefined {
    const start = this.at;
    let end = start;
    while (end < this.bytes.length && fits(this.bytes[end] ?? 0)) end += 1;
    if (end === start) return undefined;
    this.at = end;
    return { kind: 'atom', bytes: this.bytes.subarray(start, end), start, end };
  }

  #quoted(): Token | undefined {
    const start = this.at + 1;
    const content: number[] = [];
    for (let at = start; at < this.bytes.length; at += 1) {
      const byte = this.bytes[at] ?? 0;
      if (byte === quote) {
        this.at = at + 1;
        return { kind: 'quoted', bytes: Buffer.from(content), start, end: at };
      }
      if (byte === 0x0d || byte === 0x0a) return undefined;
      if (byte === backslash) at += 1;
      content.push(this.bytes[at] ?? 0);
    }
    return undefined;
  }

  #literal(): Token | undefined {
    const lineEnd = this.bytes.indexOf(0x0a, this.at);
    if (this.bytes[this.at] !== 0x7b || lineEnd < 0) return undefined;
    const mark = /^\{(\d{1,15})[+-]?\}\r?\n$/.exec(this.bytes.toString('latin1', this.at, lineEnd + 1));
    const start = lineEnd + 1;
    const end = start + Number(mark?.[1]);
    if (!mark || end > this.bytes.length) return undefined;
    this.at = end;
    return { kind: 'literal', bytes: this.bytes.subarray(start, end), start, end };
  }
}

function isAtomChar(byte: number): boolean {
  if (byte <= space || byte >= 0x7f) return false;
  // ( ) { % * " \ ]
  return !(
    byte === 0x28 ||
    byte === 0x29 ||
    byte === 0x7b ||
    byte === 0x25 ||
    byte === 0x2a ||
    byte === quote ||
    byte === backslash ||
    byte === 0x5d
  );
}
