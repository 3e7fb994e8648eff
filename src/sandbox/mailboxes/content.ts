// The bytes of a message, kept once however many folders show it, and their MIME structure, parsed when first asked.
// A structure that nobody holds is the garbage collector's to forget, and so are bytes that a disk keeps: they are
// parsed and read again when somebody comes back to them.

import { type MimePart, parseMime } from '../mime/parse.ts';

export class Content {
  readonly size: number;
  #raw: Buffer | undefined;
  #load: (() => Buffer) | undefined;
  #recent: WeakRef<Buffer> | undefined;
  #root: WeakRef<MimePart> | undefined;

  constructor(raw: Buffer) {
    this.size = raw.length;
    // A slice of something much larger, a chunk from a socket say, would keep all of it in memory.
    const slack = raw.buffer.byteLength - raw.length;
    this.#raw = slack > raw.length + Buffer.poolSize ? Buffer.from(raw) : raw;
  }

  /** Bytes that lie elsewhere until somebody asks for them. */
  static elsewhere(size: number, load: () => Buffer): Content {
    const content = new Content(nothing);
    (content as { size: number }).size = size; // its own field, in its own class, before anybody has seen it
    content.#raw = undefined;
    content.#load = load;
    return content;
  }

  get raw(): Buffer {
    if (this.#raw) return this.#raw;
    const held = this.#recent?.deref();
    if (held) return held;
    const read = this.#load?.() ?? nothing;
    this.#recent = new WeakRef(read);
    return read;
  }

  get mime(): MimePart {
    const held = this.#root?.deref();
    if (held) return held;
    const parsed = parseMime(this.raw);
    this.#root = new WeakRef(parsed);
    return parsed;
  }

  /** From now on `load` keeps the bytes. */
  moveOut(load: () => Buffer): void {
    if (this.#raw) this.#recent = new WeakRef(this.#raw);
    this.#raw = undefined;
    this.#load = load;
  }
}

const nothing: Buffer = Buffer.alloc(0);
