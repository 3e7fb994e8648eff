// A message by its Message-ID: by the server's search, and where that cannot be trusted by reading the headers. Exchange
// gives mail that is sent through it a new Message-ID and keeps the old one in a field of its own (docs/quirks.md).

import type { FetchMessageObject, ImapFlow } from 'imapflow';
import { astring, atom, isRefusal } from './command.ts';
import { fetchRows, Structures } from './fetch-rows.ts';
import { uidValidityOf } from './place.ts';
import type { ImapPool } from './pool.ts';
import type { MessageRow } from './rows.ts';
import { sentAround } from './search-keys.ts';
import { search } from './search-messages.ts';
import { selectFolder } from './select.ts';

export interface FoundMessages {
  readonly uidValidity: string;
  /** Newest first. */
  readonly rows: readonly MessageRow[];
}

/** More twins than that of one message are not somebody's mailbox. */
const twinsMax = 1_000;
const originalId = 'X-Microsoft-Original-Message-ID';
const headersAtOnce = 2_000;
const secondMs = 1_000;

/**
 * @param wanted - a Message-ID with its brackets, or a Date field to the second for messages that have none
 * @throws `mail-folder-unknown`
 */
export async function findMessages(
  pool: ImapPool,
  folder: string,
  wanted: { readonly messageId?: string | undefined; readonly sentAtMs?: number | undefined },
  options: { signal?: AbortSignal | undefined; attachments?: boolean | undefined } = {},
): Promise<FoundMessages> {
  const { signal, attachments = false } = options;
  const { messageId, sentAtMs } = wanted;
  const { uidValidity, uids } = await pool.repeat(
    (session) =>
      session.run(
        `the search in ${folder}`,
        async (client) => {
          const mailbox = await selectFolder(session, client, folder, { readOnly: true });
          const uids =
            mailbox.exists === 0
              ? []
              : messageId === undefined
                ? await nameless(client, sentAtMs)
                : await named(pool, client, messageId);
          return { uidValidity: uidValidityOf(mailbox), uids };
        },
        { signal },
      ),
    { signal, folder },
  );
  const newest = [...uids].sort((a, b) => b - a);
  const batch = { folder, uidValidity, uids: messageId === undefined ? newest : newest.slice(0, twinsMax) };
  if (batch.uids.length === 0) return { uidValidity, rows: [] };
  const structures = new Structures(attachments);
  if (messageId !== undefined)
    return { uidValidity, rows: await fetchRows(pool, batch, { structures, signal }) };
  const rows = (await fetchRows(pool, batch, { signal })).filter(
    (row) => isNameless(row.messageId) && sameSecond(row.sentAtMs, sentAtMs),
  );
  if (!attachments || rows.length === 0) return { uidValidity, rows };
  // Of all that day's messages, the structure of those that it can be.
  const few = { ...batch, uids: rows.map(({ uid }) => uid) };
  return { uidValidity, rows: await fetchRows(pool, few, { structures, signal }) };
}

/** Those without a Message-ID: of that day, or without a Date as well. */
async function nameless(client: ImapFlow, sentAtMs: number | undefined): Promise<readonly number[]> {
  // HEADER with an empty string is for all that have the field (RFC 3501 section 6.4.4).
  const without = [atom('NOT'), atom('HEADER'), atom('Message-ID'), astring('')];
  if (sentAtMs !== undefined) return search(client, sentAround(sentAtMs));
  try {
    return await search(client, without);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return search(client, [atom('ALL')]);
  }
}

async function named(pool: ImapPool, client: ImapFlow, messageId: string): Promise<readonly number[]> {
  // Some programs write a Message-ID without brackets, and a header is searched for a substring.
  const bare = messageId.replace(/^<|>$/g, '');
  for (const [field, text] of [
    ['Message-ID', messageId] as const,
    [originalId, messageId] as const,
    ['Message-ID', bare] as const,
  ]) {
    const uids = await byHeader(client, field, text);
    if (uids.length > 0) return uids;
  }
  const searchable = /^<[\x21\x23-\x5b\x5d-\x7e]{1,200}>$/.test(messageId);
  if (searchable && (await searchFinds(pool, client))) return [];
  pool.door.log?.info('imap.search-not-trusted', { host: pool.door.server.host });
  return scan(client, messageId);
}

/** [] where the server does not take the question. */
async function byHeader(client: ImapFlow, field: string, text: string): Promise<readonly number[]> {
  const utf8 = /[^\x20-\x7e]/.test(text);
  try {
    const keys = [atom('HEADER'), atom(field), astring(text)];
    return await search(client, keys, utf8 ? { charset: 'UTF-8' } : {});
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return [];
  }
}

/**
 * Some servers index a part of what they have. Whether this one finds a message that is known to be there says whether
 * "nothing" can be believed. Asked once.
 */
async function searchFinds(pool: ImapPool, client: ImapFlow): Promise<boolean> {
  if (pool.searchFinds !== undefined) return pool.searchFinds;
  const newest = await client.fetchOne('*', { uid: true, envelope: true });
  const messageId = (newest || undefined)?.envelope?.messageId;
  if (!newest || messageId === undefined || !/^<[\x21\x23-\x5b\x5d-\x7e]{1,200}>$/.test(messageId))
    return true;
  const uids = await byHeader(client, 'Message-ID', messageId);
  pool.searchFinds = uids.includes(newest.uid);
  return pool.searchFinds;
}

async function scan(client: ImapFlow, messageId: string): Promise<readonly number[]> {
  const found: number[] = [];
  const exists = client.mailbox ? client.mailbox.exists : 0;
  for (let top = exists; top > 0; top -= headersAtOnce) {
    const query = { uid: true, headers: ['Message-ID', originalId] };
    const range = `${Math.max(1, top - headersAtOnce + 1)}:${top}`;
    const rows: FetchMessageObject[] = await client.fetchAll(range, query);
    for (const { uid, headers } of rows) if (headers && idsIn(headers).includes(messageId)) found.push(uid);
  }
  return found;
}

function idsIn(header: Buffer): readonly string[] {
  const unfolded = header.toString('utf8').replace(/\r?\n[ \t]+/g, ' ');
  return unfolded.split(/\r?\n/).map((line) => line.slice(line.indexOf(':') + 1).trim());
}

/** None, or one that names nothing: with a space or a bracket within. */
function isNameless(messageId: string | undefined): boolean {
  return messageId === undefined || !/^<?[^\s<>\p{Cc}]{1,998}>?$/u.test(messageId.trim());
}

function sameSecond(a: number | undefined, b: number | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return Math.floor(a / secondMs) === Math.floor(b / secondMs);
}
