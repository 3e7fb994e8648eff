// Cuts a stream of IMAP into whole commands or whole responses: a line, and for every `{n}` at its end n bytes and
// another line (RFC 3501 section 4.3, RFC 7888). What comes out is the bytes exactly as they were sent, so that a
// parser and a redactor can speak of the same offsets.

import { ByteQueue, withoutLineEnd } from '../byte-queue.ts';

export interface ImapFramerLimits {
  /** One line, its end included. RFC 7162 section 4 recommends at least 8192; a bearer token alone can be 6 kB. */
  readonly lineBytesMax: number;
  readonly literalBytesMax: number;
  /** All lines and literals of one command together. */
  readonly unitBytesMax: number;
}

export type ImapFrame =
  /** A whole command or response without its last line end. */
  | { readonly kind: 'unit'; readonly bytes: Buffer }
  /** The other side waits for leave to send its literal: answer `+`. Comes once a literal, only from `{n}`. */
  | { readonly kind: 'literal-offered'; readonly size: number }
  /** A literal that waited for leave is too big: what came before it. The other side sends nothing of it. */
  | { readonly kind: 'literal-refused'; readonly bytes: Buffer; readonly size: number }
  /** Nothing sensible can follow: the connection has to end. */
  | { readonly kind: 'broken'; readonly reason: 'line-too-long' | 'literal-too-big' };

export interface LiteralMark {
  readonly size: number;
  /** False for `{n+}` and `{n-}`: the bytes follow at once. */
  readonly waits: boolean;
}

export class ImapFramer {
  readonly #queue = new ByteQueue();
  readonly #limits: ImapFramerLimits;
  readonly #answersLiterals: boolean;
  #pieces: Buffer[] = [];
  #size = 0;
  #literalLeft: number | undefined;
  #broken: ImapFrame | undefined;

  /** `side` is whose bytes are read: literals of a server never wait for leave. */
  constructor(side: 'client' | 'server', limits: ImapFramerLimits) {
    this.#answersLiterals = side === 'client';
    this.#limits = limits;
  }

  push(chunk: Buffer): void {
    this.#queue.push(chunk);
  }

  /** True in the middle of a command. */
  get open(): boolean {
    return this.#pieces.length > 0;
  }

  /** The command that is under way, as far as it goes: behind `literal-offered` the line with the offer. */
  get begun(): Buffer {
    return Buffer.concat(this.#pieces);
  }

  /** The literal that was just offered is not wanted; the other side, which waits, sends nothing of it. What came before. */
  refuseLiteral(): Buffer {
    this.#literalLeft = undefined;
    return this.#finish(Buffer.alloc(0));
  }

  get buffered(): number {
    return this.#queue.length;
  }

  /** What has arrived and belongs to no unit yet: for those who hand the stream on, or must forget it (STARTTLS). */
  takeRest(): Buffer {
    return this.#queue.takeAll();
  }

  /** The next frame, or undefined until more bytes come. */
  next(): ImapFrame | undefined {
    if (this.#broken) return this.#broken;
    for (;;) {
      if (this.#literalLeft !== undefined) {
        const literal = this.#queue.take(this.#literalLeft);
        if (!literal) return undefined;
        this.#literalLeft = undefined;
        this.#pieces.push(literal);
      }
      const line = this.#queue.takeLine(this.#limits.lineBytesMax);
      if (line === undefined) return undefined;
      if (line === 'too-long') return this.#break('line-too-long');
      this.#size += line.length;
      const mark = literalMark(withoutLineEnd(line));
      if (!mark) return { kind: 'unit', bytes: this.#finish(withoutLineEnd(line)) };
      const tooBig =
        mark.size > this.#limits.literalBytesMax || this.#size + mark.size > this.#limits.unitBytesMax;
      const waits = mark.waits && this.#answersLiterals;
      if (tooBig && waits) {
        return { kind: 'literal-refused', bytes: this.#finish(withoutLineEnd(line)), size: mark.size };
      }
      if (tooBig) return this.#break('literal-too-big');
      this.#pieces.push(line);
      this.#size += mark.size;
      this.#literalLeft = mark.size;
      if (waits) return { kind: 'literal-offered', size: mark.size };
    }
  }

  #finish(last: Buffer): Buffer {
    const bytes = this.#pieces.length === 0 ? last : Buffer.concat([...this.#pieces, last]);
    this.#pieces = [];
    this.#size = 0;
    return bytes;
  }

  #break(reason: 'line-too-long' | 'literal-too-big'): ImapFrame {
    this.#broken = { kind: 'broken', reason };
    return this.#broken;
  }
}

/**
 * The `{n}` or `{n+}` that ends `line`; BINARY's `~{n}` (RFC 3516) counts the same. LITERAL- is written as LITERAL+ is (RFC 7888
 * section 5); some clients write `{n-}`, which can mean nothing else.
 */
export function literalMark(line: Buffer): LiteralMark | undefined {
  if (line[line.length - 1] !== 0x7d) return undefined;
  const match = /\{(\d{1,15})([+-]?)\}$/.exec(line.toString('latin1', Math.max(0, line.length - 20)));
  return match?.[1] === undefined ? undefined : { size: Number(match[1]), waits: match[2] === '' };
}
