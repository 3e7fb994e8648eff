// What takes the octets of whole messages from a line: a handful of small ones, each in memory of its own, or one large one,
// in blocks, of which no more than a few wait for their reader.

import { invariant } from '../../base/invariant.ts';
import type { Bodies, FetchLine } from './fetch-line.ts';

/** A message that a list has called small is not larger than this, even where a list estimates (bulk-sources.ts). */
const wholeBytesMax = 8 * 1024 * 1024;
const blockBytes = 256 * 1024;
const heldBytesMax = 1024 * 1024;

export class WholeBodies implements Bodies {
  readonly isFull = false;
  /** By UID. Rejected where the line ended before the command. */
  readonly found: Promise<ReadonlyMap<number, Buffer>>;
  readonly #found = new Map<number, Buffer>();
  #settle: (failure: Error | undefined) => void = () => {};
  #body: Buffer | undefined;
  #length = 0;
  readonly #room: Buffer;
  #used = 0;

  /** @param room - for as many as it holds; the others have memory of their own */
  constructor(room: Buffer) {
    this.#room = room;
    this.found = new Promise((resolve, reject) => {
      this.#settle = (failure) => (failure ? reject(failure) : resolve(this.#found));
    });
  }

  begin(bytes: number): void {
    if (bytes > wholeBytesMax) throw new Error('a small message is large');
    const fits = this.#used + bytes <= this.#room.length;
    this.#body = fits ? this.#room.subarray(this.#used, this.#used + bytes) : Buffer.allocUnsafeSlow(bytes);
    if (fits) this.#used += bytes;
    this.#length = 0;
  }

  piece(octets: Buffer): void {
    invariant(this.#body !== undefined, 'pieces come after a beginning');
    this.#body.set(octets, this.#length);
    this.#length += octets.length;
  }

  end(): void {
    invariant(this.#body?.length === this.#length, 'a literal is as long as it was announced');
  }

  row(uid: number | undefined): void {
    // Other rows tell of flags that somebody has changed.
    if (this.#body && uid !== undefined) this.#found.set(uid, this.#body);
    this.#body = undefined;
  }

  over(failure?: Error): void {
    this.#settle(failure);
  }
}

export class StreamedBody implements Bodies {
  readonly #uid: number;
  readonly #line: FetchLine;
  readonly #onFailure: (failure: Error) => void;
  #blocks: Buffer[] = [];
  #held = 0;
  #block: Buffer | undefined;
  #length = 0;
  #state: 'coming' | 'whole' | 'none' = 'coming';
  #ended = false;
  #unwanted = false;
  #wake = (): void => {};

  constructor(line: FetchLine, uid: number, onFailure: (failure: Error) => void) {
    this.#line = line;
    this.#uid = uid;
    this.#onFailure = onFailure;
  }

  get isFull(): boolean {
    return this.#held >= heldBytesMax && !this.#unwanted;
  }

  /** Ends early where the line does: what has come before is right. Resolves with whether it was all. */
  async *pieces(): AsyncGenerator<Buffer, boolean> {
    for (;;) {
      const block = this.#blocks.shift();
      if (block) {
        this.#held -= block.length;
        this.#line.goOn();
        yield block;
      } else if (this.#state === 'whole') return true;
      else if (this.#state === 'none') return false;
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  /** The rest passes by. */
  forget(): void {
    this.#unwanted = true;
    this.#blocks = [];
    this.#held = 0;
    this.#line.goOn();
  }

  begin(): void {
    if (this.#ended) throw new Error('two bodies of one message');
  }

  piece(octets: Buffer): void {
    if (this.#unwanted) return;
    for (let at = 0; at < octets.length; ) {
      this.#block ??= Buffer.allocUnsafeSlow(blockBytes);
      const end = Math.min(octets.length, at + blockBytes - this.#length);
      this.#block.set(octets.subarray(at, end), this.#length);
      this.#length += end - at;
      at = end;
      if (this.#length === blockBytes) this.#push();
    }
  }

  end(): void {
    this.#push();
    this.#ended = true;
  }

  row(uid: number | undefined): void {
    // A server that answers with another message than it was asked for is not listened to.
    if (this.#ended && uid !== undefined && uid !== this.#uid)
      throw new Error('a message that was not asked for');
  }

  over(failure?: Error): void {
    this.#state = this.#ended ? 'whole' : 'none';
    this.#push();
    if (failure) this.#onFailure(failure);
  }

  #push(): void {
    if (this.#block && this.#length > 0) {
      this.#blocks.push(this.#block.subarray(0, this.#length));
      this.#held += this.#length;
    }
    this.#block = undefined;
    this.#length = 0;
    this.#wake();
  }
}
