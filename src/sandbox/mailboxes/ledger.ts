// Where mailboxes are written down. The model of mailboxes says what happened and never waits; what a ledger has been
// told is durable once its owner has committed it. This one forgets everything: `data/mail-ledger.ts` does not.

import { createHash, randomBytes } from 'node:crypto';
import type { StoredChange } from './change.ts';
import type { Content } from './content.ts';
import type { Folder } from './folder.ts';
import { idKeyBytes } from './ids.ts';
import type { ItemFields, StoredItem } from './item.ts';
import type { Mailbox } from './mailbox.ts';

/** A mailbox as it was left. */
export interface SavedMailbox {
  /** Never given twice in one store. */
  readonly number: number;
  readonly counters: MailboxCounters;
  readonly folders: readonly SavedFolder[];
  /** Numbers of deleted folders, with their place in the mailbox's sequence of folder changes. */
  readonly goneFolders: ReadonlyArray<{ readonly number: number; readonly sequence: number }>;
  /** By folder, ascending by UID within each. */
  items(): Iterable<{ readonly folder: number; readonly fields: ItemFields }>;
}

export interface MailboxCounters {
  readonly nextFolder: number;
  readonly nextSerial: number;
  readonly nextConversation: number;
  readonly folderSequence: number;
}

export interface SavedFolder {
  readonly number: number;
  readonly parent: number | undefined;
  readonly name: string;
  readonly uidNext: number;
  readonly recentFrom: number;
  readonly subscribed: boolean;
  readonly sequence: number;
  readonly changedAt: number;
}

/** Message-IDs of a mailbox, digested, and the conversations that they belong to. */
export interface Threads {
  get(digest: number): number | undefined;
  set(digest: number, conversation: number): void;
}

export interface MailLedger {
  readonly idKey: Buffer;
  /** Keeps the bytes, or finds them kept already; counts how many items have them. */
  keep(content: Content): Content;
  release(content: Content): void;
  /** `key` is the mailbox's own, whatever its address becomes. */
  open(key: string): SavedMailbox;
  /** Nobody will ask for this mailbox again. */
  forget(key: string): void;
  threads(mailbox: Mailbox): Threads;
  saveCounters(mailbox: Mailbox): void;
  saveFolder(folder: Folder): void;
  dropFolder(folder: Folder): void;
  saveItem(item: StoredItem): void;
  dropItem(item: StoredItem): void;
  saveChange(change: StoredChange): void;
  /** The changes of `folder` that are still known, oldest first. */
  changes(folder: Folder): StoredChange[];
}

export class MemoryLedger implements MailLedger {
  readonly idKey = randomBytes(idKeyBytes);
  readonly #contents = new Map<string, { content: Content; count: number }>();
  readonly #digests = new WeakMap<Content, string>();
  #mailboxes = 0;

  keep(content: Content): Content {
    const digest = this.#digests.get(content) ?? digestOf(content.raw);
    const known = this.#contents.get(digest);
    if (known) {
      known.count += 1;
      return known.content;
    }
    this.#digests.set(content, digest);
    this.#contents.set(digest, { content, count: 1 });
    return content;
  }

  release(content: Content): void {
    const digest = this.#digests.get(content) ?? '';
    const known = this.#contents.get(digest);
    if (!known) return;
    known.count -= 1;
    if (known.count === 0) this.#contents.delete(digest);
  }

  open(_key: string): SavedMailbox {
    this.#mailboxes += 1;
    return emptyMailbox(this.#mailboxes);
  }

  threads(): Threads {
    return new Map();
  }

  forget(): void {}
  saveCounters(): void {}
  saveFolder(): void {}
  dropFolder(): void {}
  saveItem(): void {}
  dropItem(): void {}
  saveChange(): void {}

  changes(): StoredChange[] {
    return [];
  }
}

export function emptyMailbox(number: number): SavedMailbox {
  return {
    number,
    counters: { nextFolder: 0, nextSerial: 1, nextConversation: 1, folderSequence: 0 },
    folders: [],
    goneFolders: [],
    items: () => [],
  };
}

function digestOf(raw: Buffer): string {
  return createHash('sha256').update(raw).digest('base64');
}
