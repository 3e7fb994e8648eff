// A folder: its items in the order of their UIDs, the numbered sequence of what happened to them, and counts that are
// kept and never taken. Writing is the mailbox's business (mailbox.ts); everybody else reads.

import { invariant } from '../../base/invariant.ts';
import { type Change, type ChangeKind, type ChangeListener, Listeners, StoredChange } from './change.ts';
import type { Item, StoredItem } from './item.ts';
import type { SavedFolder } from './ledger.ts';
import type { Mailbox } from './mailbox.ts';
import type { WellKnown, WellKnownFolder } from './well-known.ts';

/** Older changes are forgotten, and a reader that asks for them has to start over (Graph: 410 syncStateNotFound). */
export const changesKeptMax = 10_000;
/** RFC 3501 section 2.3.1.1: another one for each folder that ever had the name. Exchange begins at 14. */
const firstUidValidity = 14;

export class Folder {
  readonly mailbox: Mailbox;
  /** Which folder of the mailbox; never given twice. */
  readonly number: number;
  readonly wellKnown: WellKnown | undefined;
  readonly attribute: WellKnownFolder['attribute'];
  readonly #shown: WellKnownFolder['shown'];
  readonly #born: WellKnownFolder | undefined;
  readonly #watchers = new Listeners();
  #id: string | undefined;
  #name: string;
  #parent: Folder | undefined;
  readonly #children: Folder[] = [];
  #subscribed = true;
  #uidNext = 1;
  #recentFrom = 1;
  /** Ascending by UID, among them some that are gone: taken out when somebody wants to see the list. */
  #items: StoredItem[] = [];
  #gone = 0;
  #unread = 0;
  #bytes = 0;
  /** Undefined until somebody asks for what the ledger has. */
  #changes: StoredChange[] | undefined;
  #sequence = 0;
  #changedAt = 0;

  constructor(
    mailbox: Mailbox,
    options: {
      number: number;
      name: string;
      parent?: Folder | undefined;
      wellKnown?: WellKnownFolder | undefined;
      saved?: SavedFolder | undefined;
    },
  ) {
    const { saved } = options;
    this.mailbox = mailbox;
    this.number = options.number;
    this.#name = options.name;
    this.#parent = options.parent;
    this.#born = options.wellKnown;
    this.wellKnown = options.wellKnown?.wellKnown;
    this.attribute = options.wellKnown?.attribute;
    this.#shown = options.wellKnown?.shown ?? 'mail';
    if (saved) {
      this.#subscribed = saved.subscribed;
      this.#uidNext = saved.uidNext;
      this.#recentFrom = saved.recentFrom;
      this.#sequence = saved.sequence;
      this.#changedAt = saved.changedAt;
    }
    if (options.parent) options.parent.#children.push(this);
  }

  get id(): string {
    this.#id ??= this.mailbox.ids.write('folder', this.number);
    return this.#id;
  }

  get uidValidity(): number {
    return firstUidValidity + this.number;
  }

  /** As IMAP shows it: INBOX has one name in all languages (RFC 3501 section 5.1). */
  get name(): string {
    return this.wellKnown === 'inbox' ? this.#name : this.displayName;
  }

  /** As Graph and people see it. */
  get displayName(): string {
    return this.#born ? this.mailbox.nameOf(this.#born) : this.#name;
  }

  get parent(): Folder | undefined {
    return this.#parent;
  }

  get children(): readonly Folder[] {
    return this.#children;
  }

  /** Which faces list it; what lies in a folder is shown where the folder is. */
  get shown(): WellKnownFolder['shown'] {
    return this.#parent ? this.#parent.shown : this.#shown;
  }

  /** Names from the top, as Graph and IMAP show them: 'Inbox/2026'. */
  get path(): string {
    return this.#parent ? `${this.#parent.path}/${this.name}` : this.name;
  }

  get uidNext(): number {
    return this.#uidNext;
  }

  get subscribed(): boolean {
    return this.#subscribed;
  }

  set subscribed(subscribed: boolean) {
    this.#subscribed = subscribed;
    this.mailbox.saveFolder(this);
  }

  /** UIDs from here on have not been announced to any session as \Recent (RFC 3501 section 2.3.2). */
  get recentFrom(): number {
    return this.#recentFrom;
  }

  set recentFrom(uid: number) {
    if (uid === this.#recentFrom) return;
    this.#recentFrom = uid;
    this.mailbox.saveFolder(this);
  }

  /** Ascending by UID. Only to count them, ask `count`. */
  get items(): readonly Item[] {
    this.#compact();
    return this.#items;
  }

  get count(): number {
    return this.#items.length - this.#gone;
  }

  get unreadCount(): number {
    return this.#unread;
  }

  /** Of all messages together. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Number of the latest change; 0 before the first. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Place in the mailbox's sequence of what happened to its folders: a name, a place, a count. */
  get changedAt(): number {
    return this.#changedAt;
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
    return found?.uid === uid && found.alive ? found : undefined;
  }

  /** What happened after number `sequence`, oldest first; undefined when that is no longer known. */
  changesAfter(sequence: number): readonly Change[] | undefined {
    if (sequence > this.#sequence || sequence < this.#sequence - changesKeptMax) return undefined;
    const changes = this.#knownChanges();
    const first = changes[0]?.sequence ?? this.#sequence + 1;
    return sequence + 1 < first ? undefined : changes.slice(sequence + 1 - first);
  }

  /** Calls `listener` for every change in this folder, in order. Returns how to stop it. */
  watch(listener: ChangeListener): () => void {
    return this.#watchers.add(listener);
  }

  /** For mailbox.ts, as is everything below. Puts `item` at the end; its UID must be the next one. */
  add(item: StoredItem): void {
    invariant(item.uid === this.#uidNext, 'an item takes the next UID');
    this.#uidNext += 1;
    this.load(item);
  }

  /** An item that the ledger gave back. */
  load(item: StoredItem): void {
    this.#items.push(item);
    this.#bytes += item.content.size;
    if (!item.seen) this.#unread += 1;
  }

  remove(item: StoredItem): void {
    invariant(item.alive, 'an item is removed from the folder that it is in');
    item.alive = false;
    this.#gone += 1;
    this.#bytes -= item.content.size;
    if (!item.seen) this.#unread -= 1;
    // Nobody may ever ask for the list. Half of it at a time, so that it costs each removal the same.
    if (this.#gone > 1000 && this.#gone * 2 > this.#items.length) this.#compact();
  }

  setBits(item: StoredItem, bits: number): void {
    const wasSeen = item.seen;
    item.bits = bits;
    if (wasSeen !== item.seen) this.#unread += wasSeen ? 1 : -1;
  }

  /** The item that has been here longest. */
  oldest(): StoredItem | undefined {
    if (this.#items[0]?.alive === false) this.#compact();
    return this.#items[0];
  }

  /** Writes down what happened and tells those who watch this folder. */
  record(
    item: StoredItem,
    kind: ChangeKind,
    about?: { movedTo?: Folder | undefined; rewritten?: true | undefined },
  ): StoredChange {
    const changes = this.#knownChanges();
    this.#sequence += 1;
    const change = new StoredChange(item, this.#sequence, kind, about);
    changes.push(change);
    if (changes.length >= 2 * changesKeptMax) changes.splice(0, changes.length - changesKeptMax);
    return change;
  }

  tell(change: Change): void {
    this.#watchers.tell(change);
  }

  touch(changedAt: number): void {
    this.#changedAt = changedAt;
  }

  place(name: string, parent: Folder | undefined): void {
    this.#parent?.disown(this);
    this.#name = name;
    this.#parent = parent;
    if (parent) parent.#children.push(this);
  }

  disown(child: Folder): void {
    const index = this.#children.indexOf(child);
    if (index >= 0) this.#children.splice(index, 1);
  }

  #knownChanges(): StoredChange[] {
    this.#changes ??= this.#sequence === 0 ? [] : this.mailbox.savedChanges(this);
    return this.#changes;
  }

  #compact(): void {
    if (this.#gone === 0) return;
    // Another array: somebody may be walking through the old one, taking out what he meets.
    this.#items = this.#items.filter((item) => item.alive);
    this.#gone = 0;
  }
}
