// What a list shows of some messages of the selected folder, with their structure where it is wanted. A structure is what
// servers get wrong most: where it cannot be had, the list is there all the same, and leaves open whether something hangs on a
// message.

import type { FetchMessageObject, FetchQueryObject, ImapFlow } from 'imapflow';
import { isMailgrantError } from '../../errors/error.ts';
import { type Answer, atom, command, isList, isRefusal, textOf, uidSets } from './command.ts';
import { type Batch, selectPlace } from './place.ts';
import type { ImapPool } from './pool.ts';
import { flagsOf, type MessageRow, type PlacedRow, rowOf, rowQuery, timeOf } from './rows.ts';
import type { ImapSession } from './session.ts';

/** A list of no more than this tells it without being asked: as many as one FETCH brings. docs/adr/0111. */
export const structuresMax = 1_000;
/** A connection may be lost for other reasons once; a server that hangs up on structures is not asked for a third time. */
const failuresMax = 2;

/** Whether a list asks for structures; it stops where they do harm. */
export class Structures {
  #left: number;

  constructor(wanted: boolean) {
    this.#left = wanted ? failuresMax : 0;
  }

  /**
   * Undefined where the server refuses, or they are not asked for.
   *
   * @throws what passes by itself, or ends the connection: whoever comes again asks once more
   */
  async with<T>(session: ImapSession, work: () => Promise<T>): Promise<T | undefined> {
    if (this.#left === 0) return undefined;
    this.#left -= 1;
    try {
      const found = await work();
      this.#left = failuresMax;
      return found;
    } catch (error) {
      const named = session.named(error, 'the listing');
      if (!isRefusal(error) || (isMailgrantError(named) && named.retry === 'later')) throw error;
      this.#left = 0;
      return undefined;
    }
  }
}

/** Messages, as FETCH takes them, and each by its number. Those that are not there have no row. */
export interface FetchedSet {
  readonly sets: readonly string[];
  readonly numbers: readonly number[];
  readonly by: 'uid' | 'seq';
}

export async function rowsOf(
  session: ImapSession,
  client: ImapFlow,
  { sets, numbers, by }: FetchedSet,
  structures: Structures,
): Promise<readonly MessageRow[]> {
  const fetch = async (sets: readonly string[], query: FetchQueryObject): Promise<FetchMessageObject[]> => {
    const found: FetchMessageObject[] = [];
    for (const set of sets) found.push(...(await client.fetchAll(set, query, { uid: by === 'uid' })));
    return found;
  };
  const structured = await structures.with(session, () => fetch(sets, { ...rowQuery, bodyStructure: true }));
  const messages = structured ?? (await fetch(sets, rowQuery));
  if (structured && structured.length < numbers.length) {
    // The library leaves out what it cannot read: a line with such a structure, and the message with it.
    const there = new Set(structured.map((message) => message[by]));
    const left = numbers.filter((number) => !there.has(number));
    messages.push(...(await fetch(uidSets(left), rowQuery)));
  }
  return messages.flatMap((message) => rowOf(message) ?? []);
}

/**
 * What no header tells of them. The library makes of each row what it may be wanted for, and writes each item's name out anew to look
 * at it: that is three times the work of reading it.
 */
export async function placedRows(
  session: ImapSession,
  client: ImapFlow,
  wanted: FetchedSet,
): Promise<readonly PlacedRow[]> {
  const found: PlacedRow[] = [];
  const untagged = {
    FETCH(line: Answer) {
      const row = placedRow(line);
      if (row) found.push(row);
    },
  };
  const items = ['UID', 'FLAGS', 'INTERNALDATE', 'RFC822.SIZE'].map(atom);
  const name = wanted.by === 'uid' ? 'UID FETCH' : 'FETCH';
  for (const value of wanted.sets)
    await command(client, name, [{ type: 'SEQUENCE', value }, items], { untagged });
  // Whatever was told in another way, or not at all, is asked for as a list does.
  return found.length === wanted.numbers.length
    ? found
    : rowsOf(session, client, wanted, new Structures(false));
}

function placedRow({ attributes = [] }: Answer): PlacedRow | undefined {
  const items = attributes[1];
  if (!isList(items)) return undefined;
  const values = new Map<string, (typeof items)[number] | undefined>();
  for (let at = 0; at + 1 < items.length; at += 2) values.set(textOf(items[at]).toUpperCase(), items[at + 1]);
  const [uid, bytes, flags] = [
    Number(textOf(values.get('UID'))),
    textOf(values.get('RFC822.SIZE')),
    values.get('FLAGS'),
  ];
  // One that only tells of changed flags comes between the others (RFC 3501 section 7.4.2).
  if (!Number.isSafeInteger(uid) || uid < 1 || !/^\d{1,15}$/.test(bytes) || !isList(flags)) return undefined;
  const receivedAtMs = timeOf(textOf(values.get('INTERNALDATE')));
  return { uid, receivedAtMs, flags: flagsOf(new Set(flags.map(textOf))), bytes: Number(bytes) };
}

/** The rows of messages by UID, newest first. What is gone is left out. */
export async function fetchRows(
  pool: ImapPool,
  batch: Batch,
  options: { structures?: Structures; signal?: AbortSignal | undefined },
): Promise<readonly MessageRow[]> {
  const { folder, uids } = batch;
  const { signal, structures = new Structures(false) } = options;
  const fetched = await pool.repeat(
    (session) =>
      session.run(
        `the listing of ${folder}`,
        async (client) => {
          await selectPlace(session, client, batch, { readOnly: true, news: false });
          return rowsOf(session, client, { sets: uidSets(uids), numbers: uids, by: 'uid' }, structures);
        },
        { signal },
      ),
    { signal, folder },
  );
  const wanted = new Set(uids);
  const rows = new Map(fetched.map((row) => [row.uid, row]));
  return [...rows.values()].filter(({ uid }) => wanted.has(uid)).sort((a, b) => b.uid - a.uid);
}
