// A folder: its items in the order of their UIDs and the numbered sequence of what happened to them. Writing is the
// mailbox's business (mailbox.ts); everybody else reads.

import { invariant } from '../../base/invariant.ts';
import type { Change } from './change.ts';
import type { Item } from './item.ts';
import type { Mailbox } from './mailbox.ts';
import type { WellKnown, WellKnownFolder } from './well-known.ts';

/** Older changes are forgotten, and a reader that asks for them has to start over (Graph: 410 syncStateNotFound). */
export const changesKeptMax = 10_000;

export class Folder {
  readonly mailbox: Mailbox;
  readonly id: string;
  readonly wellKnown: WellKnown | undefined;
  readonly attribute: WellKnownFolder['attribute'];
  readonly uidValidity: number;
  name: string;
  parent: Folder | undefined;
  subscribed = true;
  uidNext = 1;
  /** UIDs from here on have not been announced to any session as \Recent (RFC 3501 section 2.3.2). */
  recentFrom = 1;
  readonly #items: Item[] = [];
  readonly #changes: Change[] = [];
  #sequence = 0;

  constructor(
    mailbox: Mailbox,
    options: {
      id: string;
      name: string;
      parent?: Folder | undefined;
      uidValidity: number;
      wellKnown?: WellKnown | undefined;
      attribute?: WellKnownFolder['attribute'];
    },
  ) {
    this.mailbox = mailbox;
    this.id = options.id;
    this.name = options.name;
    this.parent = options.parent;
    this.uidValidity = options.uidValidity;
    this.wellKnown = options.wellKnown;
    this.attribute = options.attribute;
  }

  /** Ascending by UID. */
  get items(): readonly Item[] {
    return this.#items;
  }

  /** Number of the latest change; 0 before the first. */
  get sequence(): number {
    return this.#sequence;
  }

  get unreadCount(): number {
    return this.#items.reduce((count, item) => count + (item.flags.has('\\Seen') ? 0 : 1), 0);
  }

  /** Names from the top, as Graph and IMAP show them: 'Inbox/2026'. */
  get path(): string {
    return this.parent ? `${this.parent.path}/${this.name}` : this.name;
  }

  get children(): Folder[] {
    return this.mailbox.folders().filter((folder) => folder.parent === this);
  }

  itemByUid(uid: number): Item | undefined {
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#items[middle]?.uid ?? 0) < uid) low = middle + 1;
      else high = middle;
    }
    const found = this.#items[low];
    return found?.uid === uid ? found : undefined;
  }

  /** What happened after number `sequence`, oldest first; undefined when that is no longer known. */
  changesAfter(sequence: number): readonly Change[] | undefined {
    if (sequence > this.#sequence) return undefined;
    const first = this.#changes[0]?.sequence ?? this.#sequence + 1;
    return sequence + 1 < first ? undefined : this.#changes.slice(sequence + 1 - first);
  }

  /** For mailbox.ts: puts `item` at the end; its UID must be the next one. */
  add(item: Item): void {
    invariant(item.uid === this.uidNext, 'an item takes the next UID');
    this.uidNext += 1;
    this.#items.push(item);
  }

  /** For mailbox.ts: takes `item` out. */
  remove(item: Item): void {
    const index = this.#items.indexOf(item);
    invariant(index >= 0, 'an item is removed from the folder that it is in');
    this.#items.splice(index, 1);
  }

  /** For mailbox.ts: writes down what happened and returns it with its number. */
  record(change: Omit<Change, 'sequence' | 'mailbox' | 'folder'>): Change {
    this.#sequence += 1;
    const numbered: Change = { ...change, mailbox: this.mailbox, folder: this, sequence: this.#sequence };
    this.#changes.push(numbered);
    if (this.#changes.length > changesKeptMax) this.#changes.shift();
    return numbered;
  }
}
