// A selected folder as one session sees it: its own numbering, which only moves when the session may be told
// (RFC 3501 section 7.4.1). Messages that others expunged keep their number until then.

import type { Change } from '../mailboxes/change.ts';
import type { Folder } from '../mailboxes/folder.ts';
import type { Item } from '../mailboxes/item.ts';
import { formatFlags } from './flags.ts';
import type { ImapSession } from './session.ts';

export class Selected {
  readonly folder: Folder;
  readonly readOnly: boolean;
  readonly #recent: Set<Item>;
  readonly #stop: () => void;
  #items: Item[];
  #arrived: Item[] = [];
  #dirty = new Set<Item>();
  #quiet = false;
  #news: (() => void) | undefined;

  constructor(folder: Folder, options: { readOnly: boolean }) {
    this.folder = folder;
    this.readOnly = options.readOnly;
    this.#items = [...folder.items];
    this.#recent = new Set(this.#items.filter((item) => item.uid >= folder.recentFrom));
    if (!this.readOnly) folder.recentFrom = folder.uidNext;
    this.#stop = folder.watch((change) => this.#onChange(change));
  }

  /** In the order of their sequence numbers. */
  get items(): readonly Item[] {
    return this.#items;
  }

  get recentCount(): number {
    return this.#items.reduce((count, item) => count + (this.#recent.has(item) ? 1 : 0), 0);
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

  /** Tells the session what happened since the last time, as far as it may hear it now. */
  async flush(session: ImapSession, what: 'all' | 'no-expunge'): Promise<void> {
    const lines: string[] = [];
    let renumbered = false;
    if (what === 'all') {
      const kept: Item[] = [];
      for (const item of this.#items) {
        if (item.alive) kept.push(item);
        else {
          lines.push(`* ${kept.length + 1} EXPUNGE\r\n`);
          renumbered = true;
        }
      }
      this.#items = kept;
    }
    const arrived = this.#arrived.filter((item) => item.alive);
    this.#arrived = [];
    this.#items.push(...arrived);
    for (const item of arrived) {
      if (item.uid < this.folder.recentFrom) continue;
      this.#recent.add(item);
      if (!this.readOnly) this.folder.recentFrom = item.uid + 1;
    }
    if (renumbered || arrived.length > 0) lines.push(`* ${this.#items.length} EXISTS\r\n`);
    if (arrived.length > 0) lines.push(`* ${this.recentCount} RECENT\r\n`);
    const dirty = this.#dirty;
    this.#dirty = new Set();
    if (dirty.size > 0) {
      this.#items.forEach((item, index) => {
        if (dirty.has(item) && item.alive)
          lines.push(`* ${index + 1} FETCH (FLAGS ${this.flagsOf(item)})\r\n`);
      });
    }
    if (lines.length > 0) await session.connection.write(lines.join(''));
  }

  flagsOf(item: Item): string {
    return formatFlags(item.flags, this.#recent.has(item));
  }

  close(): void {
    this.#news = undefined;
    this.#stop();
  }

  #onChange(change: Change): void {
    if (change.kind === 'created') this.#arrived.push(change.item);
    else if (change.kind === 'updated' && !this.#quiet) this.#dirty.add(change.item);
    this.#news?.();
  }
}
