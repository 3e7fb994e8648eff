// The Inbox as a POP3 session sees it (RFC 1939 sections 3 and 8): as it was at sign-in, with numbers that stay, marks
// for deletion that can be taken back, and one session at a time.

import type { Item } from '../mailboxes/item.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import type { Quirks } from '../quirks.ts';
import { shownSize } from '../shown-size.ts';

export class Maildrop {
  readonly #mailbox: Mailbox;
  readonly #items: readonly Item[];
  readonly #quirks: Quirks;
  readonly #deleted = new Set<Item>();
  #bytes = 0;

  constructor(mailbox: Mailbox, quirks: Quirks) {
    this.#mailbox = mailbox;
    this.#quirks = quirks;
    this.#items = [...mailbox.wellKnown('inbox').items];
    this.#bytes = this.#items.reduce((sum, item) => sum + this.sizeOf(item), 0);
  }

  /** Of what is not marked. */
  get count(): number {
    return this.#items.length - this.#deleted.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Undefined for a number that no message has, or one that is marked. */
  item(number: number): Item | undefined {
    const item = this.#items[number - 1];
    return item && !this.#deleted.has(item) ? item : undefined;
  }

  /** `number value` for everything that is not marked. */
  lines(value: (item: Item) => string): string {
    let text = '';
    this.#items.forEach((item, index) => {
      if (!this.#deleted.has(item)) text += `${index + 1} ${value(item)}\r\n`;
    });
    return text;
  }

  sizeOf(item: Item): number {
    return shownSize(item, this.#quirks);
  }

  mark(item: Item): void {
    this.#deleted.add(item);
    this.#bytes -= this.sizeOf(item);
  }

  reset(): void {
    for (const item of this.#deleted) this.#bytes += this.sizeOf(item);
    this.#deleted.clear();
  }

  /** The UPDATE state. */
  update(): void {
    for (const item of this.#deleted) if (item.alive) this.#mailbox.release(item);
  }
}

/** Unique and lasting within the mailbox (RFC 1939 section 7): at most 70 printable characters, no space. */
export function uniqueId(item: Item): string {
  return item.immutableId.slice(-70);
}

/** The header, the empty line and the first `lines` lines of the body. */
export function topOf(item: Item, lines: number): Buffer {
  const { raw, mime } = item.content;
  let end = mime.bodyStart;
  for (let count = 0; count < lines && end < raw.length; count += 1) {
    const next = raw.indexOf(0x0a, end);
    end = next < 0 ? raw.length : next + 1;
  }
  return raw.subarray(0, end);
}
