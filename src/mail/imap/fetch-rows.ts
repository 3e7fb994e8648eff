// What a list shows of some messages of the selected folder, with their structure where it is wanted. A structure is what
// servers get wrong most: where it cannot be had, the list is there all the same, and leaves open whether something hangs on a
// message.

import type { FetchMessageObject, FetchQueryObject, ImapFlow } from 'imapflow';
import { isMailgrantError } from '../../errors/error.ts';
import { isRefusal, uidSets } from './command.ts';
import { type Batch, selectPlace } from './place.ts';
import type { ImapPool } from './pool.ts';
import { type MessageRow, rowOf, rowQuery } from './rows.ts';
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

/**
 * @param sets - of the messages, as FETCH takes them
 * @param numbers - the same: UIDs, or places in the folder. Those that are not there have no row.
 */
export async function rowsOf(
  session: ImapSession,
  client: ImapFlow,
  { sets, numbers, by }: { sets: readonly string[]; numbers: readonly number[]; by: 'uid' | 'seq' },
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
