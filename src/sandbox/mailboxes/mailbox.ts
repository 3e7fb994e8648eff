// One mailbox: a tree of folders, and the verbs by which anything in it changes. Every verb ends in the change feed and
// in the ledger, whichever face it came from, and costs the same in a mailbox of ten messages and of 100,000. Knows
// nothing of protocols.

import { createHash } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { invariant } from '../../base/invariant.ts';
import { headerText, parseHeader } from '../mime/parse.ts';
import type { MailboxSettings } from '../model.ts';
import { type ChangeKind, type ChangeListener, Listeners, type StoredChange } from './change.ts';
import type { Content } from './content.ts';
import { Folder } from './folder.ts';
import { folderName } from './folder-names.ts';
import { type IdCipher, Ids } from './ids.ts';
import {
  completedBit,
  type Flag,
  flagBits,
  type Item,
  type ItemFields,
  type LastVerb,
  noCategories,
  StoredItem,
  withLastVerb,
} from './item.ts';
import type { MailboxCounters, MailLedger, Threads } from './ledger.ts';
import { firstOwnNumber, type WellKnown, type WellKnownFolder, wellKnownFolders } from './well-known.ts';

export interface NewItem {
  readonly content: Content;
  readonly flags?: readonly Flag[];
  readonly categories?: readonly string[];
  /** Default: now. */
  readonly receivedMs?: number | undefined;
}

export const foldersMax = 10_000;
/** Exchange keeps deleted items for 14 days unless told otherwise. */
export const recoverableMs = 14 * 86_400_000;
/** What a deletion of a folder is remembered for: readers that are further behind start over. */
const goneFoldersMax = 10_000;

export class Mailbox {
  readonly settings: MailboxSettings;
  readonly ids: Ids;
  /** Which mailbox of the store; never given twice. */
  readonly number: number;
  readonly #clock: Clock;
  readonly #tell: ChangeListener;
  readonly #ledger: MailLedger;
  readonly #personal: boolean;
  readonly #watchers = new Listeners();
  /** By number; a folder that a mailbox is born with is made when somebody first asks for it. */
  readonly #folders = new Map<number, Folder>();
  readonly #items = new Map<number, StoredItem>();
  readonly #goneFolders: Array<{ number: number; sequence: number }> = [];
  #threads: Threads | undefined;
  #listed: { mail: readonly Folder[]; imap: readonly Folder[] } | undefined;
  #nextFolder: number;
  #nextSerial: number;
  #nextConversation: number;
  #folderSequence: number;
  #bytes = 0;

  constructor(
    settings: MailboxSettings,
    options: {
      clock: Clock;
      personal: boolean;
      tell: ChangeListener;
      ledger: MailLedger;
      cipher: IdCipher;
      /** What the ledger calls it. */
      key: string;
    },
  ) {
    this.settings = settings;
    this.#clock = options.clock;
    this.#tell = options.tell;
    this.#ledger = options.ledger;
    this.#personal = options.personal;
    const saved = options.ledger.open(options.key);
    this.number = saved.number;
    this.ids = new Ids(options.cipher, saved.number);
    this.#nextFolder = Math.max(saved.counters.nextFolder, firstOwnNumber);
    this.#nextSerial = saved.counters.nextSerial;
    this.#nextConversation = saved.counters.nextConversation;
    this.#folderSequence = saved.counters.folderSequence;
    this.#goneFolders.push(...saved.goneFolders);
    for (const folder of saved.folders) {
      const wellKnown = wellKnownFolders[folder.number];
      const { number, name } = folder;
      this.#folders.set(number, new Folder(this, { number, name, wellKnown, saved: folder }));
    }
    // Once all are there: a folder may lie in one that is younger than itself.
    for (const { number, parent } of saved.folders) {
      if (parent === undefined) continue;
      const folder = this.#folders.get(number);
      folder?.place(folder.name, this.folderByNumber(parent));
    }
    for (const { folder: number, fields } of saved.items()) {
      const folder = this.#folders.get(number);
      invariant(folder, 'an item is saved with its folder');
      const item = new StoredItem(folder, fields);
      folder.load(item);
      this.#items.set(item.serial, item);
      this.#bytes += item.content.size;
    }
  }

  get address(): string {
    return this.settings.address;
  }

  /** Folders of mail, parents before children. */
  folders(): readonly Folder[] {
    return this.#list().mail;
  }

  /** Those, and the folders of calendars, contacts and the like, which IMAP lists beside them. */
  foldersOfAllKinds(): readonly Folder[] {
    return this.#list().imap;
  }

  wellKnown(name: WellKnown): Folder {
    const number = wellKnownFolders.findIndex((one) => one.wellKnown === name);
    const known = this.#folders.get(number);
    if (known) return known;
    const wellKnown = wellKnownFolders[number];
    invariant(wellKnown, 'a well-known folder is in the table');
    const folder = new Folder(this, { number, name: wellKnown.name, wellKnown });
    this.#folders.set(number, folder);
    return folder;
  }

  /** Where deleted items go from Deleted Items and from IMAP's EXPUNGE. No face lists it; Graph knows its name. */
  get recoverable(): Folder {
    return this.wellKnown('recoverableitemsdeletions');
  }

  /** By well-known name, id, or path. */
  folder(reference: string): Folder | undefined {
    const lower = reference.toLowerCase();
    const wellKnown = wellKnownFolders.find((one) => one.wellKnown === lower);
    if (wellKnown) return this.wellKnown(wellKnown.wellKnown);
    return this.folderById(reference) ?? this.folderByPath(reference);
  }

  folderById(id: string): Folder | undefined {
    const named = this.ids.read(id);
    return named?.kind === 'folder' ? this.folderByNumber(named.number) : undefined;
  }

  folderByNumber(number: number | undefined): Folder | undefined {
    if (number === undefined) return undefined;
    const wellKnown = wellKnownFolders[number];
    return wellKnown ? this.wellKnown(wellKnown.wellKnown) : this.#folders.get(number);
  }

  /** 'Inbox/2026'; INBOX in any case (RFC 3501 section 5.1). */
  folderByPath(path: string): Folder | undefined {
    const [first = '', ...rest] = path.replace(/^inbox(?=\/|$)/i, 'Inbox').split('/');
    let found = this.foldersOfAllKinds().find((folder) => !folder.parent && folder.name === first);
    for (const name of rest) found = found?.children.find((child) => child.name === name);
    return found;
  }

  /** By immutable or mutable id. */
  item(id: string): Item | undefined {
    const named = this.ids.read(id);
    if (named?.kind !== 'item' && named?.kind !== 'immutable') return undefined;
    const item = this.#items.get(named.number);
    return named.kind === 'immutable' || item?.generation === named.generation ? item : undefined;
  }

  /** Of all folders of mail. */
  items(): Item[] {
    return this.folders().flatMap((folder) => folder.items);
  }

  /** Of everything in it, what could be recovered included. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Calls `listener` for every change in this mailbox, in order. Returns how to stop it. */
  watch(listener: ChangeListener): () => void {
    return this.#watchers.add(listener);
  }

  /** Number of the latest thing that happened to a folder: a name, a place, a count. */
  get folderSequence(): number {
    return this.#folderSequence;
  }

  /** Folders of mail that changed after number `sequence`, and ids of those that are gone; undefined: no longer known. */
  foldersAfter(sequence: number): { changed: Folder[]; gone: string[] } | undefined {
    const forgotten = this.#goneFolders.length >= goneFoldersMax ? (this.#goneFolders[0]?.sequence ?? 0) : 0;
    if (sequence > this.#folderSequence || sequence < forgotten) return undefined;
    return {
      changed: this.folders().filter((folder) => folder.changedAt > sequence),
      gone: this.#goneFolders
        .filter((gone) => gone.sequence > sequence)
        .map((gone) => this.ids.write('folder', gone.number)),
    };
  }

  createFolder(name: string, parent?: Folder): Folder {
    invariant(this.#folders.size < foldersMax, `a mailbox has at most ${foldersMax} folders`);
    const folder = new Folder(this, { number: this.#nextFolder, name, parent });
    this.#nextFolder += 1;
    this.#folders.set(folder.number, folder);
    this.#listed = undefined;
    this.#touch(folder);
    if (parent) this.#touch(parent);
    return folder;
  }

  renameFolder(folder: Folder, name: string, parent: Folder | undefined): void {
    const above = [folder.parent, parent];
    folder.place(name, parent);
    this.#listed = undefined;
    this.#touch(folder);
    for (const one of above) if (one) this.#touch(one);
  }

  /** Deletes `folder` with everything in and below it. */
  deleteFolder(folder: Folder): void {
    for (const child of [...folder.children]) this.deleteFolder(child);
    for (const item of folder.items) this.expunge(item);
    const { parent } = folder;
    parent?.disown(folder);
    this.#folders.delete(folder.number);
    this.#listed = undefined;
    this.#folderSequence += 1;
    this.#goneFolders.push({ number: folder.number, sequence: this.#folderSequence });
    if (this.#goneFolders.length > goneFoldersMax) this.#goneFolders.shift();
    folder.touch(this.#folderSequence);
    this.#ledger.dropFolder(folder);
    this.#ledger.saveCounters(this);
    if (parent) this.#touch(parent);
  }

  append(folder: Folder, item: NewItem): Item {
    const now = this.#clock.now();
    const content = this.#ledger.keep(item.content);
    return this.#put(
      new StoredItem(folder, {
        content,
        serial: this.#serial(),
        generation: 0,
        uid: folder.uidNext,
        bits: flagBits(item.flags ?? []),
        categories: item.categories?.length ? [...item.categories] : noCategories,
        receivedMs: item.receivedMs ?? now,
        createdMs: now,
        modifiedMs: now,
        version: 1,
        conversation: this.#conversationOf(content),
      }),
    );
  }

  /** A second item over the same bytes, with identities of its own. */
  copy(item: Item, to: Folder): Item {
    const source = stored(item);
    return this.#put(
      this.#derived(source, to, {
        content: this.#ledger.keep(source.content),
        serial: this.#serial(),
        generation: 0,
        version: 1,
      }),
    );
  }

  /**
   * The item goes to `to` under a new UID and a new mutable id. Sessions hold the old Item object as what it was, so
   * the moved one is a new object with the same immutable id.
   */
  move(item: Item, to: Folder): Item {
    const source = stored(item);
    this.#take(source, { movedTo: to });
    return this.#put(
      this.#derived(source, to, { generation: source.generation + 1, version: source.version + 1 }),
    );
  }

  /**
   * Other bytes under the same ids, as when a draft is saved again. To IMAP a message never changes (RFC 3501 section
   * 2.3.1.1), so the old one goes and a new one comes; the two changes say that they belong together.
   */
  rewrite(item: Item, content: Content): Item {
    const source = stored(item);
    const kept = this.#ledger.keep(content);
    this.#take(source, { rewritten: true });
    this.#ledger.release(source.content);
    return this.#put(this.#derived(source, source.folder, { content: kept, version: source.version + 1 }), {
      rewritten: true,
    });
  }

  /**
   * What a person's deletion does: to Deleted Items; from there, and from what lies below it, to Recoverable Items;
   * from there it is gone.
   */
  discard(item: Item): void {
    const bin = this.wellKnown('deleteditems');
    for (let folder: Folder | undefined = item.folder; folder; folder = folder.parent) {
      if (folder === bin) return this.release(item);
    }
    if (item.folder === this.recoverable) this.expunge(item);
    else this.move(item, bin);
  }

  /** What EXPUNGE and POP's DELE do: to Recoverable Items, without a stop in Deleted Items. */
  release(item: Item): void {
    const { recoverable } = this;
    const endMs = this.#clock.now() - recoverableMs;
    for (let old = recoverable.oldest(); old && old.modifiedMs < endMs; old = recoverable.oldest()) {
      this.expunge(old);
    }
    this.move(item, recoverable);
  }

  /** Gone for good. */
  expunge(item: Item): void {
    const source = stored(item);
    this.#take(source);
    this.#ledger.release(source.content);
  }

  setFlags(item: Item, flags: Iterable<Flag>): void {
    const bits = flagBits(flags);
    const before = stored(item).bits;
    const completed = bits & flagBits(['\\Flagged']) ? 0 : before & completedBit;
    const answered = flagBits(['\\Answered']);
    // Only a change of it says that something was done.
    const verb =
      bits & answered ? (before & answered ? item.lastVerb : 102) : item.lastVerb === 104 ? 104 : 0;
    this.#setBits(item, withLastVerb(bits | completed, verb));
  }

  setCategories(item: Item, categories: readonly string[]): void {
    const target = this.#alive(item);
    target.categories = categories.length === 0 ? noCategories : [...categories];
    this.#updated(target);
  }

  setLastVerb(item: Item, verb: LastVerb): void {
    this.#setBits(item, withLastVerb(stored(item).bits, verb));
  }

  setFollowUp(item: Item, state: 'notFlagged' | 'flagged' | 'complete'): void {
    const others = stored(item).bits & ~(completedBit | flagBits(['\\Flagged']));
    const set = state === 'flagged' ? flagBits(['\\Flagged']) : state === 'complete' ? completedBit : 0;
    this.#setBits(item, others | set);
  }

  /** For folder.ts: what a folder that it was born with is called, as the kind of account and the language have it. */
  nameOf({ wellKnown, name, personalName }: WellKnownFolder): string {
    const { language } = this.settings;
    const local = language && folderName(language, wellKnown);
    return local ?? (this.#personal ? personalName : undefined) ?? name;
  }

  /** What the ledger is told of the mailbox itself. */
  get counters(): MailboxCounters {
    return {
      nextFolder: this.#nextFolder,
      nextSerial: this.#nextSerial,
      nextConversation: this.#nextConversation,
      folderSequence: this.#folderSequence,
    };
  }

  /** For folder.ts. */
  saveFolder(folder: Folder): void {
    this.#ledger.saveFolder(folder);
  }

  /** For folder.ts. */
  savedChanges(folder: Folder): StoredChange[] {
    return this.#ledger.changes(folder);
  }

  #list(): { mail: readonly Folder[]; imap: readonly Folder[] } {
    if (this.#listed) return this.#listed;
    const imap: Folder[] = [];
    const visit = (folder: Folder): void => {
      imap.push(folder);
      for (const child of folder.children) visit(child);
    };
    for (const { wellKnown, shown } of wellKnownFolders)
      if (shown !== 'name') visit(this.wellKnown(wellKnown));
    for (const folder of this.#folders.values()) if (!folder.parent && !folder.wellKnown) visit(folder);
    this.#listed = { mail: imap.filter((folder) => folder.shown === 'mail'), imap };
    return this.#listed;
  }

  #serial(): number {
    const serial = this.#nextSerial;
    this.#nextSerial += 1;
    this.#ledger.saveCounters(this);
    return serial;
  }

  #derived(item: StoredItem, to: Folder, changed: Partial<ItemFields>): StoredItem {
    return new StoredItem(to, {
      content: item.content,
      serial: item.serial,
      generation: item.generation,
      bits: item.bits,
      categories: item.categories,
      receivedMs: item.receivedMs,
      createdMs: item.createdMs,
      version: item.version,
      conversation: item.conversation,
      uid: to.uidNext,
      modifiedMs: this.#clock.now(),
      ...changed,
    });
  }

  #put(item: StoredItem, about?: { rewritten: true }): Item {
    item.folder.add(item);
    this.#items.set(item.serial, item);
    this.#bytes += item.content.size;
    this.#ledger.saveItem(item);
    this.#touch(item.folder);
    this.#record(item, 'created', about);
    return item;
  }

  #take(item: StoredItem, about?: { movedTo?: Folder; rewritten?: true }): void {
    this.#alive(item);
    item.folder.remove(item);
    this.#items.delete(item.serial);
    this.#bytes -= item.content.size;
    this.#ledger.dropItem(item);
    this.#touch(item.folder);
    this.#record(item, 'deleted', about);
  }

  #setBits(item: Item, bits: number): void {
    const target = this.#alive(item);
    if (target.bits === bits) return;
    const { unreadCount } = target.folder;
    target.folder.setBits(target, bits);
    if (target.folder.unreadCount !== unreadCount) this.#touch(target.folder);
    this.#updated(target);
  }

  #updated(item: StoredItem): void {
    item.version += 1;
    item.modifiedMs = this.#clock.now();
    this.#ledger.saveItem(item);
    this.#record(item, 'updated');
  }

  #alive(item: Item): StoredItem {
    invariant(item.alive, 'only an item that is still there is changed');
    return stored(item);
  }

  #record(item: StoredItem, kind: ChangeKind, about?: { movedTo?: Folder; rewritten?: true }): void {
    const change = item.folder.record(item, kind, about);
    this.#ledger.saveChange(change);
    this.#ledger.saveFolder(item.folder);
    item.folder.tell(change);
    this.#watchers.tell(change);
    this.#tell(change);
  }

  #touch(folder: Folder): void {
    this.#folderSequence += 1;
    folder.touch(this.#folderSequence);
    this.#ledger.saveFolder(folder);
    this.#ledger.saveCounters(this);
  }

  /** Replies share the id of the message that they answer: by References and In-Reply-To, within this mailbox. */
  #conversationOf(content: Content): number {
    const header = parseHeader(content.raw);
    this.#threads ??= this.#ledger.threads(this);
    const threads = this.#threads;
    const named = ['references', 'in-reply-to', 'message-id']
      .flatMap((field) => (headerText(header, field) ?? '').match(/<[^<>\s]{1,500}>/g) ?? [])
      .slice(-100)
      .map(digestOf);
    const known = named.map((digest) => threads.get(digest)).find((one) => one !== undefined);
    const conversation = known ?? this.#nextConversation;
    if (known === undefined) this.#nextConversation += 1;
    for (const digest of named) if (threads.get(digest) === undefined) threads.set(digest, conversation);
    return conversation;
  }
}

/** Items are made here and nowhere else, which their type does not say: every Item is a StoredItem. */
function stored(item: Item): StoredItem {
  return item as StoredItem;
}

/** 48 bits: two of 100,000 Message-IDs share them once in 60,000 mailboxes, and then two threads are one. */
function digestOf(messageId: string): number {
  return createHash('sha1').update(messageId).digest().readUIntBE(0, 6);
}
