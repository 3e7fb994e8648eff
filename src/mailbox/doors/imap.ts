// The door by IMAP: what the verbs ask, in the words of mail/imap/. Connections are opened when something is first asked,
// shared by everything that is asked at once, and repaired underneath (mail/imap/pool.ts).

import { invariant } from '../../base/invariant.ts';
import { appendMessage } from '../../mail/imap/append-message.ts';
import { bulkSources } from '../../mail/imap/bulk-sources.ts';
import { findMessages } from '../../mail/imap/find-messages.ts';
import { flagMessages, type StoredFlags } from '../../mail/imap/flag-messages.ts';
import { createMailFolder, deleteMailFolder, type MailFolder, mailFolders } from '../../mail/imap/folders.ts';
import { listMessages, listPlaced, type MessagePage } from '../../mail/imap/list-messages.ts';
import { messageHead, messageSource } from '../../mail/imap/message-source.ts';
import { copyMessages, moveMessages, type Places } from '../../mail/imap/move-messages.ts';
import type { Batch, Place } from '../../mail/imap/place.ts';
import { ImapPool } from '../../mail/imap/pool.ts';
import { removeMessages } from '../../mail/imap/remove-messages.ts';
import { renameMailFolder } from '../../mail/imap/rename-folder.ts';
import type { MessageRow } from '../../mail/imap/rows.ts';
import { searchMessages } from '../../mail/imap/search-messages.ts';
import { parseFields } from '../../mime/header/fields.ts';
import type { MailboxWorld } from '../context.ts';
import { knownOf } from '../known.ts';
import type { Flags } from '../message.ts';
import type { DoorFolder, DoorMessage, FlagChange, Locator, ReadDoor } from './door.ts';
import { enteredAs } from './entered-as.ts';

/** Where a server's search does not look at this field: a message that was sent a moment ago is among them. */
const newestMax = 10;
const replacedField = 'x-microsoft-original-message-id';

/** No connection is made before something is asked. */
export function openImapDoor(world: MailboxWorld): ReadDoor {
  const { tokens, account, servers, dialer, clock, log, limits } = world;
  const door = {
    tokens,
    account: account.ref,
    ...enteredAs(world),
    server: servers.imap,
    dialer,
    clock,
    log,
    known: knownOf(world),
  };
  const gate = limits.gate('imap');
  const pool = new ImapPool({ door, gate, pause: (waitMs) => limits.pause('imap', waitMs) });
  return {
    service: 'imap',
    folders: async (options) => (await mailFolders(pool, options)).map(folderOf),
    list: (folder, query) => messages(folder.handle, listMessages(pool, folder.handle, query)),
    async *places({ handle }, options) {
      for await (const { uidValidity, rows } of listPlaced(pool, handle, options)) {
        for (const { uid, receivedAtMs, flags, bytes } of rows)
          yield { locator: { by: 'imap', folder: handle, uidValidity, uid }, receivedAtMs, flags, bytes };
      }
    },
    search: (folder, query, options) =>
      messages(folder.handle, searchMessages(pool, folder.handle, query, options)),
    async find(folder, wanted, options) {
      const { uidValidity, rows } = await findMessages(pool, folder.handle, wanted, options);
      return rows.map((row) => messageOf(folder.handle, uidValidity, row));
    },
    source: (message, options) => messageSource(pool, placeOf(message), options),
    async *sources(messages, options) {
      const sized = messages.map(({ locator, bytes }) => ({ place: placeOf(locator), bytes }));
      for await (const { place, whole, source } of bulkSources(pool, sized, options)) {
        yield { locator: locatorOf(place), whole, source };
      }
    },
    head: (message, options) => messageHead(pool, placeOf(message), options),
    async replaced(folder, messageId, options = {}) {
      const { handle } = folder;
      const { uidValidity, rows } = await findMessages(pool, handle, { messageId }, options);
      const found = rows.map((row) => messageOf(handle, uidValidity, row));
      const { signal } = options;
      const newest = { limit: newestMax, attachments: false, signal };
      for await (const { uidValidity, rows } of listMessages(pool, handle, newest)) {
        for (const row of rows) found.push(messageOf(handle, uidValidity, row));
      }
      for (const { locator } of found) {
        const head = await messageHead(pool, placeOf(locator), options);
        if (parseFields(head).first(replacedField) === messageId) return true;
      }
      return false;
    },
    async flag(messages, change, options) {
      const flags = storedFlags(change);
      for (const batch of batches(messages)) await flagMessages(pool, batch, flags, options);
    },
    async move(messages, to, options) {
      const places = new PlacesOf();
      for (const batch of batches(messages))
        places.add(batch, await moveMessages(pool, batch, to.handle, options));
      return places.of(messages);
    },
    async copy(messages, to, options) {
      const places = new PlacesOf();
      for (const batch of batches(messages))
        places.add(batch, await copyMessages(pool, batch, to.handle, options));
      return places.of(messages);
    },
    async remove(messages, options) {
      for (const batch of batches(messages)) await removeMessages(pool, batch, options);
    },
    async append(folder, message, options = {}) {
      const { flags, receivedAtMs, signal } = options;
      const set = namesOf(flags ?? {});
      const place = await appendMessage(pool, folder.handle, message, { flags: set, receivedAtMs, signal });
      return place && locatorOf(place);
    },
    async createFolder(parent, name, options) {
      const above = parent && { mailbox: parent.handle };
      return folderOf(await createMailFolder(pool, above, name, options));
    },
    async renameFolder(folder, { parent, name }, options) {
      const to = { parent: parent?.handle, name };
      return (await renameMailFolder(pool, folder.handle, to, options)).mailbox;
    },
    deleteFolder: (folder, options) => deleteMailFolder(pool, folder.handle, options),
    close: () => pool.close(),
  };
}

async function* messages(
  folder: string,
  pages: AsyncIterable<MessagePage>,
): AsyncGenerator<DoorMessage, void> {
  for await (const { uidValidity, rows } of pages) {
    for (const row of rows) yield messageOf(folder, uidValidity, row);
  }
}

function messageOf(folder: string, uidValidity: string, row: MessageRow): DoorMessage {
  const { uid, messageId, subject, from, to, cc, receivedAtMs, sentAtMs, flags, bytes, hasAttachments } = row;
  return {
    locator: { by: 'imap', folder, uidValidity, uid },
    messageId,
    subject,
    from,
    to,
    cc,
    receivedAtMs,
    sentAtMs,
    flags,
    bytes,
    hasAttachments,
    preview: undefined,
  };
}

function folderOf({ mailbox, names, use, selectable, total, unread }: MailFolder): DoorFolder {
  return { handle: mailbox, names, use, selectable, total, unread };
}

function placeOf(locator: Locator): Place {
  invariant(locator.by === 'imap', 'a locator goes back to the door that gave it');
  return locator;
}

function locatorOf({ folder, uidValidity, uid }: Place): Locator {
  return { by: 'imap', folder, uidValidity, uid };
}

/** A folder's messages together. */
function batches(messages: readonly Locator[]): readonly Batch[] {
  const found = new Map<string, { folder: string; uidValidity: string; uids: number[] }>();
  for (const { folder, uidValidity, uid } of messages.map(placeOf)) {
    const key = `${uidValidity} ${folder}`;
    const batch = found.get(key);
    if (batch) batch.uids.push(uid);
    else found.set(key, { folder, uidValidity, uids: [uid] });
  }
  return [...found.values()];
}

/** Where the messages of several folders went. */
class PlacesOf {
  readonly #places = new Map<string, Place>();

  add(from: Batch, places: Places): void {
    for (const [uid, place] of places) this.#places.set(`${from.uidValidity} ${uid} ${from.folder}`, place);
  }

  of(messages: readonly Locator[]): readonly (Locator | undefined)[] {
    return messages.map(placeOf).map(({ folder, uidValidity, uid }) => {
      const place = this.#places.get(`${uidValidity} ${uid} ${folder}`);
      return place && locatorOf(place);
    });
  }
}

const flagNames = {
  seen: '\\Seen',
  flagged: '\\Flagged',
  answered: '\\Answered',
  draft: '\\Draft',
  forwarded: '$Forwarded',
} as const satisfies Record<keyof Flags, string>;

function namesOf(flags: Partial<Flags>, wanted = true): readonly string[] {
  const names = Object.entries(flagNames) as ReadonlyArray<[keyof Flags, string]>;
  return names.filter(([key]) => flags[key] === wanted).map(([, name]) => name);
}

function storedFlags(change: FlagChange): StoredFlags {
  return { add: namesOf(change), remove: namesOf(change, false) };
}
