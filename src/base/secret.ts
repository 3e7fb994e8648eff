// A string that must never be seen by accident. It prints as stars in templates, JSON, console and logs; only
// `reveal()` gives it up, and a check counts the files that call it.

import { createHash, timingSafeEqual } from 'node:crypto';
import { inspect } from 'node:util';

const stars = '***';

export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The secret itself. Call it where the bytes leave for the wire or the sealed store, nowhere else. */
  reveal(): string {
    return this.#value;
  }

  /** True when both hold the same string; takes the same time wherever they differ. */
  equals(other: Secret): boolean {
    // Hashing first makes the lengths equal, which timingSafeEqual requires, without telling them apart.
    const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
    return timingSafeEqual(digest(this.#value), digest(other.#value));
  }

  get length(): number {
    return this.#value.length;
  }

  toString(): string {
    return stars;
  }

  toJSON(): string {
    return stars;
  }

  [inspect.custom](): string {
    return stars;
  }
}
