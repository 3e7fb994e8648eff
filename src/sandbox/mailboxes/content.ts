// The bytes of a message, kept once however many folders show it, and their MIME structure, parsed when first asked.

import { type MimePart, parseMime } from '../mime/parse.ts';

export class Content {
  readonly raw: Buffer;
  #root: MimePart | undefined;

  constructor(raw: Buffer) {
    this.raw = raw;
  }

  get mime(): MimePart {
    this.#root ??= parseMime(this.raw);
    return this.#root;
  }
}
