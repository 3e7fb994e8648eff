// The bytes of a message, kept once however many folders show it, and their MIME structure, parsed when first asked.
// A structure that nobody holds is the garbage collector's to forget, and so are bytes that a disk keeps: they are
// parsed and read again when somebody comes back to them.

import { type MimePart, parseMime } from '../mime/parse.ts';

/** Who keeps bytes elsewhere. */
export interface ContentSource {
  read(key: number): Buffer;
}

export class Content {
  readonly size: number;
  #raw: Buffer | undefined;
  #source: ContentSource | undefined;
  #key = 0;
  #recent: WeakRef<Buffer> | undefined;
  #root: WeakRef<MimePart> | undefined;
  #envelope: string | undefined;
  #bodyStart: number | undefined;

  constructor(raw: Buffer, size = raw.length) {
    this.size = size;
    // A slice of something much larger, a chunk from a socket say, would keep all of it in memory.
    const slack = raw.buffer.byteLength - raw.length;
    this.#raw = slack > raw.length + Buffer.poolSize ? Buffer.from(raw) : raw;
  }

  /** Bytes that lie elsewhere until somebody asks for them. */
  static elsewhere(size: number, source: ContentSource, key: number): Content {
    const content = new Content(nothing, size);
    content.moveOut(source, key);
    content.#recent = undefined;
    return content;
  }

  /** What `source` calls it; undefined where it was not moved there. */
  keyIn(source: ContentSource): number | undefined {
    return this.#source === source ? this.#key : undefined;
  }

  get raw(): Buffer {
    if (this.#raw) return this.#raw;
    const held = this.#recent?.deref();
    if (held) return held;
    const read = this.#source?.read(this.#key) ?? nothing;
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

  /** Where the header ends; remembered, so that a whole folder's headers are not parsed each time. */
  get bodyStart(): number {
    this.#bodyStart ??= this.mime.bodyStart;
    return this.#bodyStart;
  }

  /**
   * What IMAP shows of the header, made once: mail programs ask for all of a folder again and again, and it is a
   * hundredth of what the structure would take.
   */
  envelope(make: (message: MimePart) => string): string {
    this.#envelope ??= make(this.mime);
    return this.#envelope;
  }

  /** From now on `source` keeps the bytes. */
  moveOut(source: ContentSource, key: number): void {
    if (this.#raw) this.#recent = new WeakRef(this.#raw);
    this.#raw = undefined;
    this.#source = source;
    this.#key = key;
  }
}

const nothing: Buffer = Buffer.alloc(0);
