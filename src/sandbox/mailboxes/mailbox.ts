// One mailbox: a tree of folders, and the verbs by which anything in it changes. Every verb ends in the change feed,
// whichever face it came from. Knows nothing of protocols.

import type { Clock } from '../../base/clock.ts';
import { invariant } from '../../base/invariant.ts';
import { headerText } from '../mime/parse.ts';
import type { MailboxSettings } from '../model.ts';
import type { Change, ChangeListener } from './change.ts';
import { Content } from './content.ts';
import { Folder } from './folder.ts';
import { newConversationId, newImmutableId, newMutableId } from './ids.ts';
import type { Flag, Item, WritableItem } from './item.ts';
import { type WellKnown, wellKnownFolders } from './well-known.ts';

export interface NewItem {
  readonly content: Content;
  readonly flags?: readonly Flag[];
  /** Default: now. */
  readonly receivedMs?: number | undefined;
}

export const foldersMax = 10_000;

export class Mailbox {
  readonly settings: MailboxSettings;
  /** Where Graph puts what is deleted from Deleted Items. No other face shows it: IMAP does not list it. */
  readonly recoverable: Folder;
  readonly #clock: Clock;
  readonly #tell: ChangeListener;
  readonly #folders: Folder[] = [];
  readonly #byId = new Map<string, Item>();
  readonly #conversations = new Map<string, string>();
  #nextUidValidity = 14;

  constructor(settings: MailboxSettings, options: { clock: Clock; personal: boolean; tell: ChangeListener }) {
    this.settings = settings;
    this.#clock = options.clock;
    this.#tell = options.tell;
    for (const { wellKnown, name, personalName, attribute } of wellKnownFolders) {
      this.#newFolder({ name: options.personal ? personalName : name, wellKnown, attribute });
    }
    this.recoverable = new Folder(this, {
      id: newMutableId(),
      name: 'Deletions',
      uidValidity: this.#nextUidValidity,
    });
    this.#nextUidValidity += 1;
  }

  get address(): string {
    return this.settings.address;
  }

  /** Parents before children, otherwise in the order of creation. */
  folders(): readonly Folder[] {
    return this.#folders;
  }

  wellKnown(name: WellKnown): Folder {
    const folder = this.#folders.find((candidate) => candidate.wellKnown === name);
    invariant(folder, 'the well-known folders are never deleted');
    return folder;
  }

  /** By well-known name, id, or path ('Inbox/2026'; INBOX in any case, RFC 3501 section 5.1). */
  folder(reference: string): Folder | undefined {
    const lower = reference.toLowerCase();
    return (
      this.#folders.find((folder) => folder.id === reference || folder.wellKnown === lower) ??
      this.#folders.find((folder) => samePath(folder.path, reference))
    );
  }

  /** By immutable or mutable id. */
  item(id: string): Item | undefined {
    return this.#byId.get(id);
  }

  items(): Item[] {
    return this.#folders.flatMap((folder) => folder.items);
  }

  createFolder(name: string, parent?: Folder): Folder {
    invariant(this.#folders.length < foldersMax, `a mailbox has at most ${foldersMax} folders`);
    return this.#newFolder({ name, parent });
  }

  renameFolder(folder: Folder, name: string, parent: Folder | undefined): void {
    folder.name = name;
    folder.parent = parent;
  }

  /** Deletes `folder` with everything in and below it. */
  deleteFolder(folder: Folder): void {
    for (const child of folder.children) this.deleteFolder(child);
    for (const item of [...folder.items]) this.expunge(item);
    this.#folders.splice(this.#folders.indexOf(folder), 1);
  }

  append(folder: Folder, item: NewItem): Item {
    const now = this.#clock.now();
    return this.#put({
      content: item.content,
      immutableId: newImmutableId(),
      id: newMutableId(),
      folder,
      uid: folder.uidNext,
      flags: new Set(item.flags ?? []),
      categories: [],
      flagCompleted: false,
      receivedMs: item.receivedMs ?? now,
      createdMs: now,
      modifiedMs: now,
      version: 1,
      conversationId: this.#conversationOf(item.content),
      alive: true,
    });
  }

  /** A second item over the same bytes, with identities of its own. */
  copy(item: Item, to: Folder): Item {
    return this.#put({
      ...item,
      immutableId: newImmutableId(),
      id: newMutableId(),
      folder: to,
      uid: to.uidNext,
      flags: new Set(item.flags),
      modifiedMs: this.#clock.now(),
      version: 1,
      alive: true,
    });
  }

  /**
   * The item goes to `to` under a new UID and a new mutable id. Sessions hold the old Item object as what it was, so
   * the moved one is a new object with the same immutable id.
   */
  move(item: Item, to: Folder): Item {
    const moved: WritableItem = {
      ...item,
      id: newMutableId(),
      folder: to,
      uid: to.uidNext,
      flags: new Set(item.flags),
      modifiedMs: this.#clock.now(),
      version: item.version + 1,
    };
    this.#take(item, { movedTo: to });
    return this.#put(moved);
  }

  /**
   * Other bytes under the same ids, as when a draft is saved again. To IMAP a message never changes (RFC 3501 section
   * 2.3.1.1), so the old one goes and a new one comes; the two changes say that they belong together.
   */
  rewrite(item: Item, content: Content): Item {
    const rewritten: WritableItem = {
      ...item,
      content,
      uid: item.folder.uidNext,
      flags: new Set(item.flags),
      modifiedMs: this.#clock.now(),
      version: item.version + 1,
    };
    this.#take(item, { rewritten: true });
    return this.#put(rewritten, { rewritten: true });
  }

  /** Gone for good. */
  expunge(item: Item): void {
    this.#take(item);
  }

  setFlags(item: Item, flags: ReadonlySet<Flag>): void {
    const same = flags.size === item.flags.size && [...flags].every((flag) => item.flags.has(flag));
    if (same) return;
    this.#update(item, (writable) => {
      writable.flags = new Set(flags);
      if (flags.has('\\Flagged')) writable.flagCompleted = false;
    });
  }

  setCategories(item: Item, categories: readonly string[]): void {
    this.#update(item, (writable) => {
      writable.categories = [...categories];
    });
  }

  setFollowUp(item: Item, state: 'notFlagged' | 'flagged' | 'complete'): void {
    this.#update(item, (writable) => {
      writable.flagCompleted = state === 'complete';
      writable.flags = new Set(writable.flags);
      if (state === 'flagged') writable.flags.add('\\Flagged');
      else writable.flags.delete('\\Flagged');
    });
  }

  #newFolder(options: {
    name: string;
    parent?: Folder | undefined;
    wellKnown?: WellKnown;
    attribute?: Folder['attribute'];
  }): Folder {
    // Deleting and creating a name again must give another UIDVALIDITY (RFC 3501 section 2.3.1.1).
    const folder = new Folder(this, { ...options, id: newMutableId(), uidValidity: this.#nextUidValidity });
    this.#nextUidValidity += 1;
    this.#folders.push(folder);
    return folder;
  }

  #put(item: WritableItem, about: Pick<Change, 'rewritten'> = {}): Item {
    item.folder.add(item);
    this.#byId.set(item.id, item);
    this.#byId.set(item.immutableId, item);
    this.#record(item.folder, { kind: 'created', item, uid: item.uid, id: item.id, ...about });
    return item;
  }

  #take(item: Item, about: Pick<Change, 'movedTo' | 'rewritten'> = {}): void {
    item.folder.remove(item);
    this.#byId.delete(item.id);
    this.#byId.delete(item.immutableId);
    writable(item).alive = false;
    this.#record(item.folder, { kind: 'deleted', item, uid: item.uid, id: item.id, ...about });
  }

  #update(item: Item, change: (item: WritableItem) => void): void {
    invariant(item.alive, 'only an item that is still there is changed');
    const target = writable(item);
    change(target);
    target.version += 1;
    target.modifiedMs = this.#clock.now();
    this.#record(item.folder, { kind: 'updated', item, uid: item.uid, id: item.id });
  }

  #record(folder: Folder, change: Omit<Change, 'sequence' | 'mailbox' | 'folder'>): void {
    this.#tell(folder.record(change));
  }

  /** Replies share the id of the message that they answer: by References and In-Reply-To, within this mailbox. */
  #conversationOf(content: Content): string {
    const named = ['references', 'in-reply-to', 'message-id'].flatMap(
      (field) => (headerText(content.mime, field) ?? '').match(/<[^<>\s]{1,500}>/g) ?? [],
    );
    const known = named.map((id) => this.#conversations.get(id)).find((id) => id !== undefined);
    const conversation = known ?? newConversationId();
    for (const id of named.slice(0, 100)) this.#conversations.set(id, conversation);
    return conversation;
  }
}

/** Items are written here and nowhere else, which their type cannot say: every Item is made by `#put`. */
function writable(item: Item): WritableItem {
  return item as WritableItem;
}

function samePath(path: string, reference: string): boolean {
  const inbox = (text: string): string => text.replace(/^inbox(?=\/|$)/i, 'Inbox');
  return inbox(path) === inbox(reference);
}
