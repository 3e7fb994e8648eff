// Cuts one direction of an IMAP stream into lines and the literals between them (RFC 9051 section 4.3), without ever
// holding a literal: what is followed is megabytes of mail, and what is of interest are the lines. An unfinished line
// is held until it ends, so that a line is either handed on whole or not at all.

import { withoutLineEnd } from '../../wire/byte-queue.ts';
import { literalMark } from '../../wire/imap/framer.ts';

export type ImapPiece =
  | {
      readonly kind: 'line';
      /** With its line end. */
      readonly bytes: Buffer;
      /** False for what follows a literal of the same command or response. */
      readonly begins: boolean;
      /** A literal follows, and then more of the same. */
      readonly goesOn: boolean;
    }
  /** Part of a literal. */
  | { readonly kind: 'literal'; readonly bytes: Buffer }
  /** A line that is too long to be held: from here on nothing is understood any more. */
  | { readonly kind: 'lost'; readonly bytes: Buffer };

const lf = 0x0a;

export class ImapLines {
  readonly #lineBytesMax: number;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #literalLeft = 0;
  #inside = false;
  #lost = false;

  constructor(lineBytesMax: number) {
    this.#lineBytesMax = lineBytesMax;
  }

  /** True where a line has been handed on and its literal, or what follows it, has not. */
  get cutsUnit(): boolean {
    return this.#inside;
  }

  /** Forgets the unfinished line: whoever was saying it is gone. */
  dropHeld(): void {
    this.#held = [];
    this.#heldBytes = 0;
  }

  /**
   * True where the whole chunk lies inside a literal and is thereby dealt with: mail passes by without being cut up.
   * `push` does the same by the piece.
   */
  passes(chunk: Buffer): boolean {
    // Where it ends a line may begin.
    if (this.#literalLeft <= chunk.length || this.#lost) return false;
    this.#literalLeft -= chunk.length;
    return true;
  }

  *push(chunk: Buffer): Generator<ImapPiece, void> {
    let at = 0;
    while (at < chunk.length) {
      if (this.#lost) {
        yield { kind: 'lost', bytes: at === 0 ? chunk : chunk.subarray(at) };
        return;
      }
      if (this.#literalLeft > 0) {
        const end = Math.min(chunk.length, at + this.#literalLeft);
        this.#literalLeft -= end - at;
        yield { kind: 'literal', bytes: chunk.subarray(at, end) };
        at = end;
        continue;
      }
      const found = chunk.indexOf(lf, at);
      const end = found < 0 ? chunk.length : found + 1;
      const part = chunk.subarray(at, end);
      at = end;
      if (this.#heldBytes + part.length > this.#lineBytesMax) {
        this.#lost = true;
        yield { kind: 'lost', bytes: Buffer.concat([...this.#held, part]) };
        this.dropHeld();
        continue;
      }
      if (found < 0) {
        this.#held.push(part);
        this.#heldBytes += part.length;
        return;
      }
      yield this.#line(part);
    }
  }

  #line(part: Buffer): ImapPiece {
    const bytes = this.#heldBytes === 0 ? part : Buffer.concat([...this.#held, part]);
    if (this.#heldBytes > 0) this.dropHeld();
    const begins = !this.#inside;
    const mark = literalMark(withoutLineEnd(bytes));
    this.#literalLeft = mark?.size ?? 0;
    this.#inside = mark !== undefined;
    return { kind: 'line', bytes, begins, goesOn: this.#inside };
  }
}

/** Neighbours in memory become one buffer again, so that a chunk that was only looked at is written in one go. */
export function joinNeighbours(pieces: readonly Buffer[]): Buffer[] {
  const joined: Buffer[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last && last.buffer === piece.buffer && last.byteOffset + last.length === piece.byteOffset) {
      joined[joined.length - 1] = Buffer.from(last.buffer, last.byteOffset, last.length + piece.length);
    } else if (piece.length > 0) joined.push(piece);
  }
  return joined;
}
