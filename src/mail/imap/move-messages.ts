// COPY and MOVE (RFC 3501 section 6.4.7, RFC 6851), and where the messages are afterwards (COPYUID, RFC 4315). A server
// without MOVE is asked for COPY and removal. A copy that was interrupted is looked for before it is made again (once-only.ts).

import type { ImapFlow } from 'imapflow';
import { type Answer, type AnswerToken, codeOf, command, textOf, uidSets } from './command.ts';
import { fetchRows } from './fetch-rows.ts';
import { missingFolder } from './folders.ts';
import { mailboxToken } from './mailbox-name.ts';
import { onceOnly } from './once-only.ts';
import { type Batch, type Place, selectPlace } from './place.ts';
import type { ImapPool } from './pool.ts';
import { allPresent, present } from './present.ts';
import { expunge } from './remove-messages.ts';
import type { MessageRow } from './rows.ts';
import type { ImapSession } from './session.ts';

/** From the UID in the old folder; those of which the server has told. */
export type Places = ReadonlyMap<number, Place>;

const uidsAtOnce = 200;
/** Exchange takes its time over hundreds of messages. */
const moveLimitMs = 300_000;

/** @throws `mail-message-gone` before anything is moved, `mail-folder-unknown` */
export async function moveMessages(
  pool: ImapPool,
  batch: Batch,
  to: string,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<Places> {
  const { folder } = batch;
  const { signal } = options;
  const places = new Map<number, Place>();
  let begun = false;
  const canMove = await pool.repeat(
    (session) =>
      session.run(
        `the move to ${to}`,
        async (client) => {
          if (!client.capabilities.has('MOVE') && !client.capabilities.has('IMAP4rev2')) return false;
          await selectPlace(session, client, batch, { readOnly: false });
          if (!begun) await allPresent(session, client, batch);
          begun = true;
          // What is missing after a lost connection is what was moved before it.
          const left = [...(await present(client, batch.uids))];
          for (const set of uidSets(left, uidsAtOnce))
            await transfer(session, client, 'UID MOVE', set, to, places);
          return true;
        },
        { signal, limitMs: moveLimitMs },
      ),
    { signal, folder },
  );
  if (canMove) return places;
  const copied = await copyMessages(pool, batch, to, options);
  await pool.repeat(
    (session) =>
      session.run(
        `the move to ${to}`,
        async (client) => {
          await selectPlace(session, client, batch, { readOnly: false });
          await expunge(client, batch.uids);
        },
        { signal, limitMs: moveLimitMs },
      ),
    { signal, folder },
  );
  return copied;
}

/** @throws `mail-message-gone` before anything is copied, `mail-folder-unknown`, `mail-outcome-unknown` */
export async function copyMessages(
  pool: ImapPool,
  batch: Batch,
  to: string,
  options: { signal?: AbortSignal | undefined } = {},
): Promise<Places> {
  const places = new Map<number, Place>();
  const sets = uidSets(batch.uids, uidsAtOnce);
  for (const [index, set] of sets.entries()) {
    const uids = batch.uids.filter((uid) => inSet(set, uid));
    // All of them are there before the first is copied.
    const there = index === 0 ? batch.uids : undefined;
    const copied = await copySet(pool, { ...batch, uids }, { to, there }, options.signal);
    for (const [uid, place] of copied) places.set(uid, place);
  }
  return places;
}

function copySet(
  pool: ImapPool,
  batch: Batch,
  copy: { to: string; there: readonly number[] | undefined },
  signal: AbortSignal | undefined,
): Promise<Places> {
  const { to, there } = copy;
  return onceOnly<Places>(
    pool,
    {
      doing: `the copy to ${to}`,
      to,
      from: batch.folder,
      limitMs: moveLimitMs,
      async prepare(session, client) {
        await selectPlace(session, client, batch, { readOnly: false });
        if (there) await allPresent(session, client, { ...batch, uids: there });
      },
      async act(session, client) {
        const places = new Map<number, Place>();
        for (const set of uidSets(batch.uids, uidsAtOnce)) {
          await transfer(session, client, 'UID COPY', set, to, places);
        }
        return places;
      },
      async wasDone(arrived, { since, unknown }) {
        const originals = await fetchRows(pool, batch, { signal });
        const { uidValidity } = since;
        const places = copiesAmong(arrived, originals, (uid) => ({ folder: to, uidValidity, uid }));
        // COPY does all or nothing (RFC 3501 section 6.4.7).
        if (places.size === 0) return undefined;
        if (places.size < batch.uids.length) throw unknown('some of the messages are there and some are not');
        return places;
      },
    },
    signal,
  );
}

function copiesAmong(
  arrived: readonly MessageRow[],
  originals: readonly MessageRow[],
  placeOf: (uid: number) => Place,
): Places {
  const left = [...arrived];
  const places = new Map<number, Place>();
  // Oldest first: that is the order in which they are copied.
  for (const original of [...originals].reverse()) {
    const at = left.findIndex((row) => isCopy(row, original));
    const [copied] = at === -1 ? [] : left.splice(at, 1);
    if (copied) places.set(original.uid, placeOf(copied.uid));
  }
  return places;
}

function isCopy(row: MessageRow, original: MessageRow): boolean {
  return (
    row.messageId === original.messageId &&
    row.sentAtMs === original.sentAtMs &&
    row.subject === original.subject &&
    row.bytes === original.bytes
  );
}

async function transfer(
  session: ImapSession,
  client: ImapFlow,
  name: 'UID COPY' | 'UID MOVE',
  set: string,
  to: string,
  places: Map<number, Place>,
): Promise<void> {
  const read = (code: readonly AnswerToken[]): void => {
    for (const [uid, place] of copyUid(code, to)) places.set(uid, place);
  };
  try {
    // MOVE has the code in an untagged OK, before the messages go (RFC 6851 section 4.3).
    const untagged = { OK: (line: Answer) => read(codeOf(line)) };
    read(
      await command(client, name, [{ type: 'SEQUENCE', value: set }, mailboxToken(client, to)], { untagged }),
    );
  } catch (error) {
    throw (await missingFolder(session, client, to, error)) ?? error;
  }
}

/** Exchange was seen to leave the sets empty. What does not fit together tells nothing. */
function copyUid(code: readonly AnswerToken[], folder: string): Places {
  const [name, validity, from, to] = code.map(textOf);
  const places = new Map<number, Place>();
  if (name?.toUpperCase() !== 'COPYUID' || !validity || !/^\d+$/.test(validity)) return places;
  const old = listed(from ?? '');
  const now = listed(to ?? '');
  if (old.length !== now.length) return places;
  for (const [index, uid] of old.entries()) {
    places.set(uid, { folder, uidValidity: validity, uid: now[index] ?? 0 });
  }
  return places;
}

function listed(set: string): readonly number[] {
  if (!/^\d+(?::\d+)?(?:,\d+(?::\d+)?)*$/.test(set)) return [];
  const uids: number[] = [];
  for (const range of set.split(',')) {
    const [first = 0, last = first] = range.split(':').map(Number);
    // No more than was asked for can have been copied.
    if (Math.abs(last - first) >= uidsAtOnce) return [];
    const step = last < first ? -1 : 1;
    for (let uid = first; uid !== last + step; uid += step) uids.push(uid);
  }
  return uids;
}

function inSet(set: string, uid: number): boolean {
  return set.split(',').some((range) => {
    const [first = 0, last = first] = range.split(':').map(Number);
    return uid >= first && uid <= last;
  });
}
