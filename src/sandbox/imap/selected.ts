// A selected folder as one session sees it: its own numbering, which only moves when the session may be told
// (RFC 3501 section 7.4.1). Messages that others expunged keep their number until then. What a change costs does not
// depend on how many messages there are.

import type { Change } from '../mailboxes/change.ts';
import type { Folder } from '../mailboxes/folder.ts';
import type { Item } from '../mailboxes/item.ts';
import { formatFlags } from './flags.ts';
import type { ImapOutput } from './output.ts';

export class Selected {
  readonly folder: Folder;
  readonly readOnly: boolean;
  /** Of the messages below `#items.length`: those that this session was the first to hear of. */
  readonly #recent: Set<Item>;
  readonly #stop: () => void;
  /** Ascending by UID. */
  #items: Item[];
  #arrived: Item[] = [];
  /** Gone from the folder, not yet from `#items`. */
  #gone = new Set<Item>();
  #dirty = new Set<Item>();
  #quiet = false;
  #news: (() => void) | undefined;

  constructor(folder: Folder, options: { readOnly: boolean }) {
    this.folder = folder;
    this.readOnly = options.readOnly;
    this.#items = [...folder.items];
    this.#recent = new Set(this.#items.slice(this.indexFrom(folder.recentFrom)));
    if (!this.readOnly) folder.recentFrom = folder.uidNext;
    this.#stop = folder.watch((change) => this.#onChange(change));
  }

  /** In the order of their sequence numbers. */
  get items(): readonly Item[] {
    return this.#items;
  }

  get recentCount(): number {
    return this.#recent.size;
  }

  /** Index of the first message whose UID is at least `uid`. */
  indexFrom(uid: number): number {
    let low = 0;
    let high = this.#items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#items[middle]?.uid ?? 0) < uid) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  isRecent(item: Item): boolean {
    return this.#recent.has(item);
  }

  /** Runs `change` without telling this session about flags that it sets itself. */
  quietly(change: () => void): void {
    this.#quiet = true;
    try {
      change();
    } finally {
      this.#quiet = false;
    }
  }

  /** Calls back when there is something to flush (IDLE); undefined stops it. */
  onNews(listener: (() => void) | undefined): void {
    this.#news = listener;
  }

  /** Says what happened since the last time, as far as the session may hear it now. */
  flush(output: ImapOutput, what: 'all' | 'no-expunge'): void {
    const renumbered = what === 'all' && this.#gone.size > 0;
    if (renumbered) this.#sayExpunged(output);
    const arrived = this.#arrived.filter((item) => item.alive);
    this.#arrived = [];
    for (const item of arrived) {
      this.#items.push(item);
      if (item.uid < this.folder.recentFrom) continue;
      this.#recent.add(item);
      if (!this.readOnly) this.folder.recentFrom = item.uid + 1;
    }
    if (renumbered || arrived.length > 0) output.text(`* ${this.#items.length} EXISTS\r\n`);
    if (arrived.length > 0) output.text(`* ${this.recentCount} RECENT\r\n`);
    if (this.#dirty.size === 0) return;
    const dirty = [...this.#dirty].filter((item) => item.alive).sort((a, b) => a.uid - b.uid);
    this.#dirty.clear();
    for (const item of dirty) {
      output.text(`* ${this.indexFrom(item.uid) + 1} FETCH (FLAGS ${this.flagsOf(item)})\r\n`);
    }
  }

  flagsOf(item: Item): string {
    return formatFlags(item.flags, this.#recent.has(item));
  }

  close(): void {
    this.#news = undefined;
    this.#stop();
  }

  /** Each number as it is after the lines before it, and one pass over what is left. */
  #sayExpunged(output: ImapOutput): void {
    const gone = [...this.#gone].sort((a, b) => a.uid - b.uid);
    gone.forEach((item, before) => output.text(`* ${this.indexFrom(item.uid) + 1 - before} EXPUNGE\r\n`));
    for (const item of gone) this.#recent.delete(item);
    const first = this.indexFrom(gone[0]?.uid ?? 0);
    if (gone.length === 1) this.#items.splice(first, 1);
    else this.#items = this.#items.filter((item) => !this.#gone.has(item));
    this.#gone.clear();
  }

  #onChange(change: Change): void {
    const { kind, item } = change;
    if (kind === 'created') this.#arrived.push(item);
    else if (kind === 'deleted') {
      // What was never told of is not told to be gone: `flush` leaves it out.
      this.#dirty.delete(item);
      if (this.#items[this.indexFrom(item.uid)] === item) this.#gone.add(item);
    } else if (!this.#quiet) this.#dirty.add(item);
    this.#news?.();
  }
}
