// Bytes that have arrived and are not used yet: taken out as lines or as counted blocks, however the network cut them.
// Every line has a limit; what is over it is an outcome, because only the protocol knows what to answer.

const lf = 0x0a;

export class ByteQueue {
  #chunks: Buffer[] = [];
  #length = 0;
  /** Bytes from the front that are known to hold no line end, so that a slow line is not searched again and again. */
  #searched = 0;

  get length(): number {
    return this.#length;
  }

  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#length += chunk.length;
  }

  /** The next line with its line end, `undefined` while it is incomplete, 'too-long' when it cannot fit any more. */
  takeLine(bytesMax: number): Buffer | 'too-long' | undefined {
    const end = this.#findLineEnd();
    if (end === undefined) return this.#length >= bytesMax ? 'too-long' : undefined;
    return end > bytesMax ? 'too-long' : this.take(end);
  }

  /** Exactly `size` bytes, or undefined while there are fewer. */
  take(size: number): Buffer | undefined {
    if (size > this.#length) return undefined;
    const pieces: Buffer[] = [];
    let left = size;
    while (left > 0) {
      const [first] = this.#chunks;
      if (!first) break;
      if (first.length <= left) {
        pieces.push(first);
        this.#chunks.shift();
        left -= first.length;
      } else {
        pieces.push(first.subarray(0, left));
        this.#chunks[0] = first.subarray(left);
        left = 0;
      }
    }
    this.#length -= size;
    this.#searched = 0;
    return pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
  }

  /** Everything, for those who hand the stream on. */
  takeAll(): Buffer {
    return this.take(this.#length) ?? Buffer.alloc(0);
  }

  /** Drops up to `size` bytes and says how many. */
  skip(size: number): number {
    const dropped = Math.min(size, this.#length);
    this.take(dropped);
    return dropped;
  }

  #findLineEnd(): number | undefined {
    let before = 0;
    for (const chunk of this.#chunks) {
      if (before + chunk.length > this.#searched) {
        const found = chunk.indexOf(lf, Math.max(0, this.#searched - before));
        if (found >= 0) return before + found + 1;
      }
      before += chunk.length;
    }
    this.#searched = this.#length;
    return undefined;
  }
}

/** A line without its CRLF; a bare LF is taken for a line end, as every server does outside of a message. */
export function withoutLineEnd(line: Buffer): Buffer {
  let end = line.length;
  if (end > 0 && line[end - 1] === lf) {
    end -= 1;
    if (end > 0 && line[end - 1] === 0x0d) end -= 1;
  }
  return line.subarray(0, end);
}
