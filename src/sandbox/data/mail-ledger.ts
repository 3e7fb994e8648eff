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

const itemsAPage = 5000;
const itemColumns = [
  ...['folder', 'uid', 'serial', 'generation', 'bits', "coalesce(json_quote(categories), 'null')"],
  ...['received', 'created', 'modified', 'version', 'conversation', 'content', 'size'],
];
const itemPage = `select group_concat('[' || ${itemColumns.join(" || ',' || ")} || ']') as rows from (
  select * from item where mailbox = ? and (folder, uid) > (?, ?) order by folder, uid limit ?
)`;
type ItemRow = [
  folder: number,
  uid: number,
  serial: number,
  generation: number,
  bits: number,
  categories: string | null,
  receivedMs: number,
  createdMs: number,
  modifiedMs: number,
  version: number,
  conversation: number,
  content: number,
  size: number,
];

export class DiskLedger implements MailLedger {
  readonly idKey: Buffer;
  readonly #path: string;
  readonly #sqlite: Sqlite;
  readonly #commits: Commits;
  readonly #bodies = { read: (number: number): Buffer => this.#body(number) };
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
    const known = content.keyIn(this.#bodies) ?? this.#numberOf(content);
    this.#commits.begin();
    if (known !== undefined) {
      this.#sqlite.run('update content set items = items + 1 where number = ?', known);
      content.moveOut(this.#bodies, known);
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
    content.moveOut(this.#bodies, number);
    return content;
  }

  /** The bytes stay until the folder is opened again: a session may still be reading them. */
  release(content: Content): void {
    const number = content.keyIn(this.#bodies);
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
      item.content.keyIn(this.#bodies) ?? null,
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

  /** Read as text, thousands at a time: a row as an object costs the driver a call for each of its columns. */
  *#items(mailbox: number): Generator<{ folder: number; fields: ItemFields }> {
    let after: [folder: number, uid: number] = [-1, 0];
    for (;;) {
      const page = this.#sqlite.row(itemPage, mailbox, ...after, itemsAPage)?.['rows'];
      // As `itemPage` makes it.
      const rows = JSON.parse(typeof page === 'string' ? `[${page}]` : '[]') as ItemRow[];
      for (const row of rows) {
        const [folder, uid, serial, generation, bits, categories, receivedMs, createdMs, ...more] = row;
        const [modifiedMs, version, conversation, number, size] = more;
        const content = Content.elsewhere(size, this.#bodies, number);
        const fields = { content, serial, generation, uid, bits, receivedMs, createdMs, modifiedMs, version };
        yield {
          folder,
          fields: {
            ...fields,
            conversation,
            categories: categories ? (JSON.parse(categories) as string[]) : noCategories,
          },
        };
        after = [folder, uid];
      }
      if (rows.length < itemsAPage) return;
    }
  }

  #numberOf(content: Content): number | undefined {
    return optional(
      this.#sqlite.row('select number from content where hash = ?', hashOf(content.raw))?.['number'],
    );
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

function goneItem(folder: Folder, row: Row): StoredItem {
  const item = new StoredItem(folder, {
    content: new Content(Buffer.alloc(0)),
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
