// What must not be done twice: APPEND and COPY. When the connection is lost on the way, the folder that it goes to is looked
// at before it is done again: what has come into it since a mark that was set just before. What cannot be told by that is
// an unknown outcome, and never done again.

import type { ImapFlow } from 'imapflow';
import { fail, type MailgrantError } from '../../errors/error.ts';
import { arrivedSince, type Mark, mark } from './arrivals.ts';
import { isRefusal } from './command.ts';
import type { ImapPool } from './pool.ts';
import type { MessageRow } from './rows.ts';
import type { ImapSession } from './session.ts';

export interface OnceOnly<T> {
  /** 'the append to Sent', for people. */
  readonly doing: string;
  /** The folder that something comes into. */
  readonly to: string;
  /** For one try. */
  readonly limitMs: number;
  /** A connection that has this folder open is preferred. */
  readonly from?: string;
  /** What comes before it and may be repeated. */
  readonly prepare?: (session: ImapSession, client: ImapFlow) => Promise<void>;
  readonly act: (session: ImapSession, client: ImapFlow) => Promise<T>;
  /**
   * Whether it was done, by what has `arrived` since: undefined for no.
   *
   * @throws what `unknown` makes of a sentence, where it cannot be told
   */
  readonly wasDone: (
    arrived: readonly MessageRow[],
    about: { readonly since: Mark; readonly unknown: (problem: string) => MailgrantError },
  ) => Promise<T | undefined>;
}

const triesMax = 4;

/** @throws `mail-outcome-unknown` */
export async function onceOnly<T>(
  pool: ImapPool,
  step: OnceOnly<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  const { doing, to, limitMs, from } = step;
  let since: Mark | undefined;
  let begun = false;
  const attempt = (session: ImapSession): Promise<T> =>
    session.run(
      doing,
      async (client) => {
        begun = false;
        await step.prepare?.(session, client);
        since = await markOf(client, to);
        begun = true;
        return step.act(session, client);
      },
      { signal, limitMs },
    );
  for (let failures = 1; ; failures += 1) {
    try {
      return await pool.once(attempt, { signal, ...(from === undefined ? {} : { folder: from }) });
    } catch (error) {
      if (!pool.isPassing(error, signal) || failures >= triesMax) throw error;
      await pool.wait(error, failures, signal);
      if (!begun) continue;
      const done = await lookFor(pool, step, { since, signal, cause: error });
      if (done !== undefined) return done;
    }
  }
}

async function lookFor<T>(
  pool: ImapPool,
  { doing, to, wasDone }: OnceOnly<T>,
  about: { since: Mark | undefined; signal: AbortSignal | undefined; cause: unknown },
): Promise<T | undefined> {
  const { since, signal, cause } = about;
  const { host } = pool.door.server;
  const unknown = (problem: string) =>
    fail('mail-outcome-unknown', { host, doing, folder: to, problem }, { cause });
  if (!since) throw unknown('the server does not tell UIDNEXT');
  const arrived = await arrivedSince(pool, to, since, signal);
  if (!arrived) throw unknown('the folder was made anew meanwhile');
  return arrived.length === 0 ? undefined : wasDone(arrived, { since, unknown });
}

async function markOf(client: ImapFlow, folder: string): Promise<Mark | undefined> {
  try {
    return await mark(client, folder);
  } catch (error) {
    // What is wrong with the folder is said by the command that follows.
    if (!isRefusal(error)) throw error;
    return undefined;
  }
}
