// Mailboxes on disk. What an item or a change is goes into the open transaction at once; what changes with every message,
// a folder's and a mailbox's counters, once for each transaction. A mailbox is read when somebody first asks for it, and
// the bytes of a message when somebody first asks for them.

import { createHash, randomBytes } from 'node:crypto';
import { fail } from '../../errors/error.ts';
import { StoredChange } from '../mailboxes/change.ts';
import { Content } from '../mailboxes/content.ts';
import { changesKeptMax, type Folder } from '../mailboxes/folder.ts';
import { idKeyBytes } from '../mailboxes/ids.ts';
import { type ItemFields, noCategories, StoredItem } from '../mailboxes/item.ts';
import { emptyMailbox, type MailLedger, type SavedMailbox, type Threads } from '../mailboxes/ledger.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import type { Shelf } from '../shelf.ts';
import type { Commits } from './commits.ts';
import type { Row, Sqlite } from './sqlite.ts';

/** Old changes are taken out this many at a time. */
const changesTrimmed = 1000;

export class DiskLedger implements MailLedger {
  readonly idKey: Buffer;
  readonly #path: string;
  readonly #sqlite: Sqlite;
  readonly #commits: Commits;
  readonly #contents = new WeakMap<Content, number>();
  readonly #dirtyMailboxes = new Set<Mailbox>();
  readonly #dirtyFolders = new Set<Folder>();

  constructor(options: { path: string; sqlite: Sqlite; commits: Commits; shelf: Shelf }) {
    this.#path = options.path;
    this.#sqlite = options.sqlite;
    this.#commits = options.commits;
    const { key } = options.shelf.record('mail-ids', { key: randomBytes(idKeyBytes).toString('base64') });
    this.idKey = Buffer.from(key, 'base64');
    options.commits.beforeEach(() => this.#flush());
    this.#sweep();
  }

  keep(content: Content): Content {
    const known = this.#contents.get(content) ?? this.#numberOf(content);
    this.#commits.begin();
    if (known !== undefined) {
      this.#sqlite.run('update content set items = items + 1 where number = ?', known);
      this.#adopt(content, known);
      return content;
    }
    const { raw } = content;
    const row = this.#sqlite.row(
      'insert into content (hash, size, items) values (?, ?, 1) returning number',
      hashOf(raw),
      raw.length,
    );
    const number = Number(row?.['number']);
    this.#sqlite.run('insert into body (number, bytes) values (?, ?)', number, raw);
    this.#adopt(content, number);
    return content;
  }

  /** The bytes stay until the folder is opened again: a session may still be reading them. */
  release(content: Content): void {
    const number = this.#contents.get(content);
    if (number === undefined) return;
    this.#commits.begin();
    this.#sqlite.run('update content set items = items - 1 where number = ?', number);
  }

  open(key: string): SavedMailbox {
    const row = this.#sqlite.row('select * from mailbox where key = ?', key);
    if (!row) {
      this.#commits.begin();
      const made = this.#sqlite.row(
        'insert into mailbox (key, next_folder, next_serial, next_conversation, folder_sequence) values (?, 0, 1, 1, 0) returning number',
        key,
      );
      return emptyMailbox(Number(made?.['number']));
    }
    const number = Number(row['number']);
    const folders = this.#sqlite.rows('select * from folder where mailbox = ? order by number', number);
    const gone = this.#sqlite.rows('select * from gone_folder where mailbox = ? order by sequence', number);
    return {
      number,
      counters: {
        nextFolder: Number(row['next_folder']),
        nextSerial: Number(row['next_serial']),
        nextConversation: Number(row['next_conversation']),
        folderSequence: Number(row['folder_sequence']),
      },
      folders: folders.map((folder) => ({
        number: Number(folder['number']),
        parent: optional(folder['parent']),
        name: String(folder['name']),
        uidNext: Number(folder['uid_next']),
        recentFrom: Number(folder['recent_from']),
        subscribed: folder['subscribed'] === 1,
        sequence: Number(folder['sequence']),
        changedAt: Number(folder['changed_at']),
      })),
      goneFolders: gone.map((one) => ({ number: Number(one['number']), sequence: Number(one['sequence']) })),
      items: () => this.#items(number),
    };
  }

  forget(key: string): void {
    const row = this.#sqlite.row('select number from mailbox where key = ?', key);
    if (!row) return;
    const number = Number(row['number']);
    this.#commits.begin();
    this.#sqlite.run(
      'update content set items = items - (select count(*) from item where item.mailbox = ? and item.content = content.number) where number in (select content from item where mailbox = ?)',
      number,
      number,
    );
    for (const table of ['item', 'change', 'thread', 'folder', 'gone_folder']) {
      this.#sqlite.run(`delete from ${table} where mailbox = ?`, number);
    }
    this.#sqlite.run('delete from mailbox where number = ?', number);
  }

  /** Keys of all mailboxes that anything is kept of. */
  keys(): string[] {
    return this.#sqlite.rows('select key from mailbox').map((row) => String(row['key']));
  }

  threads({ number }: Mailbox): Threads {
    return {
      get: (digest) => {
        const sql = 'select conversation from thread where mailbox = ? and digest = ?';
        return optional(this.#sqlite.row(sql, number, digest)?.['conversation']);
      },
      set: (digest, conversation) => {
        this.#commits.begin();
        const sql = 'insert or ignore into thread (mailbox, digest, conversation) values (?, ?, ?)';
        this.#sqlite.run(sql, number, digest, conversation);
      },
    };
  }

  saveCounters(mailbox: Mailbox): void {
    this.#commits.begin();
    this.#dirtyMailboxes.add(mailbox);
  }

  saveFolder(folder: Folder): void {
    this.#commits.begin();
    this.#dirtyFolders.add(folder);
  }

  dropFolder(folder: Folder): void {
    this.#commits.begin();
    this.#dirtyFolders.delete(folder);
    const { number, mailbox } = folder;
    this.#sqlite.run('delete from folder where mailbox = ? and number = ?', mailbox.number, number);
    this.#sqlite.run('delete from change where mailbox = ? and folder = ?', mailbox.number, number);
    this.#sqlite.run(
      'insert into gone_folder (mailbox, sequence, number) values (?, ?, ?)',
      mailbox.number,
      folder.changedAt,
      number,
    );
  }

  saveItem(item: StoredItem): void {
    this.#commits.begin();
    this.#sqlite.run(
      'insert or replace into item (mailbox, folder, uid, serial, generation, bits, categories, received, created, modified, version, conversation, content, size) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      item.folder.mailbox.number,
      item.folder.number,
      item.uid,
      item.serial,
      item.generation,
      item.bits,
      item.categories.length === 0 ? null : JSON.stringify(item.categories),
      item.receivedMs,
      item.createdMs,
      item.modifiedMs,
      item.version,
      item.conversation,
      this.#contents.get(item.content) ?? null,
      item.content.size,
    );
  }

  dropItem({ folder, uid }: StoredItem): void {
    this.#commits.begin();
    const sql = 'delete from item where mailbox = ? and folder = ? and uid = ?';
    this.#sqlite.run(sql, folder.mailbox.number, folder.number, uid);
  }

  saveChange({ item, sequence, kind, movedTo, rewritten }: StoredChange): void {
    this.#commits.begin();
    const mailbox = item.folder.mailbox.number;
    const folder = item.folder.number;
    this.#sqlite.run(
      'insert into change (mailbox, folder, sequence, kind, uid, serial, generation, moved_to, rewritten) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      mailbox,
      folder,
      sequence,
      kind,
      item.uid,
      item.serial,
      item.generation,
      movedTo?.number ?? null,
      rewritten ? 1 : 0,
    );
    if (sequence % changesTrimmed !== 0) return;
    const sql = 'delete from change where mailbox = ? and folder = ? and sequence <= ?';
    this.#sqlite.run(sql, mailbox, folder, sequence - changesKeptMax);
  }

  changes(folder: Folder): StoredChange[] {
    const sql = 'select * from change where mailbox = ? and folder = ? order by sequence';
    return this.#sqlite.rows(sql, folder.mailbox.number, folder.number).map((row) => {
      const there = folder.itemByUid(Number(row['uid']));
      return new StoredChange(
        // Every Item is a StoredItem; of what is gone only the ids are still asked for.
        there ? (there as StoredItem) : goneItem(folder, row),
        Number(row['sequence']),
        row['kind'] as StoredChange['kind'], // as saveChange wrote it
        {
          movedTo: folder.mailbox.folderByNumber(optional(row['moved_to'])),
          ...(row['rewritten'] === 1 ? { rewritten: true } : {}),
        },
      );
    });
  }

  *#items(mailbox: number): Generator<{ folder: number; fields: ItemFields }> {
    const sql = 'select * from item where mailbox = ? order by folder, uid';
    for (const row of this.#sqlite.rows(sql, mailbox)) {
      const number = Number(row['content']);
      const content = Content.elsewhere(Number(row['size']), () => this.#body(number));
      this.#contents.set(content, number);
      yield { folder: Number(row['folder']), fields: { ...fieldsOf(row), content } };
    }
  }

  #numberOf(content: Content): number | undefined {
    return optional(
      this.#sqlite.row('select number from content where hash = ?', hashOf(content.raw))?.['number'],
    );
  }

  #adopt(content: Content, number: number): void {
    if (this.#contents.has(content)) return;
    this.#contents.set(content, number);
    content.moveOut(() => this.#body(number));
  }

  #body(number: number): Buffer {
    const bytes = this.#sqlite.row('select bytes from body where number = ?', number)?.['bytes'];
    if (!(bytes instanceof Uint8Array)) {
      throw fail('sandbox-data-corrupt', { path: this.#path, detail: `message ${number} has no bytes` });
    }
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Bytes that nothing shows any more. */
  #sweep(): void {
    if (!this.#sqlite.row('select 1 from content where items = 0 limit 1')) return;
    this.#commits.begin();
    this.#sqlite.exec(
      'delete from body where number in (select number from content where items = 0); delete from content where items = 0',
    );
  }

  #flush(): void {
    for (const { number, counters } of this.#dirtyMailboxes) {
      this.#sqlite.run(
        'update mailbox set next_folder = ?, next_serial = ?, next_conversation = ?, folder_sequence = ? where number = ?',
        counters.nextFolder,
        counters.nextSerial,
        counters.nextConversation,
        counters.folderSequence,
        number,
      );
    }
    for (const folder of this.#dirtyFolders) {
      this.#sqlite.run(
        'insert or replace into folder (mailbox, number, parent, name, uid_next, recent_from, subscribed, sequence, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        folder.mailbox.number,
        folder.number,
        folder.parent?.number ?? null,
        folder.name,
        folder.uidNext,
        folder.recentFrom,
        folder.subscribed ? 1 : 0,
        folder.sequence,
        folder.changedAt,
      );
    }
    this.#dirtyMailboxes.clear();
    this.#dirtyFolders.clear();
  }
}

function fieldsOf(row: Row): Omit<ItemFields, 'content'> {
  const { categories } = row;
  return {
    serial: Number(row['serial']),
    generation: Number(row['generation']),
    uid: Number(row['uid']),
    bits: Number(row['bits']),
    categories: typeof categories === 'string' ? (JSON.parse(categories) as string[]) : noCategories,
    receivedMs: Number(row['received']),
    createdMs: Number(row['created']),
    modifiedMs: Number(row['modified']),
    version: Number(row['version']),
    conversation: Number(row['conversation']),
  };
}

function goneItem(folder: Folder, row: Row): StoredItem {
  const item = new StoredItem(folder, {
    content: Content.elsewhere(0, () => Buffer.alloc(0)),
    serial: Number(row['serial']),
    generation: Number(row['generation']),
    uid: Number(row['uid']),
    bits: 0,
    categories: noCategories,
    receivedMs: 0,
    createdMs: 0,
    modifiedMs: 0,
    version: 0,
    conversation: 0,
  });
  item.alive = false;
  return item;
}

function hashOf(raw: Buffer): Buffer {
  return createHash('sha256').update(raw).digest();
}

function optional(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}
