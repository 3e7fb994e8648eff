// What flag, move, copy and delete share: many messages, done together while that goes well, and one by one where some of
// them cannot be found, so that the others are done and every failure has its name.

import type { ErrorCode } from '../../errors/error.ts';
import { fail, isMailgrantError } from '../../errors/error.ts';
import type { Call } from '../command.ts';
import { jsonFields, tabbed } from '../output.ts';
import { counted } from '../screen/amount.ts';
import { Progress } from '../screen/progress.ts';
import { printJson } from './json.ts';
import type { OpenMail } from './open-mail.ts';

/** `newId` after a move or copy. */
export const doneFields = ['id', 'newId', 'ok', 'error'] as const;

/** So many in one command of the protocol at most: long work shows how far it is, and Ctrl-C is heard. */
const together = 100;

/** Said before anything is done: the same for one message alone means that the others can go on without it. */
const notFound: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'message-unknown',
  'message-ambiguous',
  'message-id-not-understood',
]);

interface Outcome {
  readonly id: string;
  readonly newId?: string | undefined;
  readonly ok: boolean;
  readonly error?: string | undefined;
}

export async function onMessages(
  call: Call,
  mail: OpenMail,
  ids: readonly string[],
  options: {
    /** Afterwards: 'moved to archive'. */
    readonly done: string;
    readonly act: (ids: readonly string[]) => Promise<readonly string[] | void>;
  },
): Promise<void> {
  const { done, act } = options;
  const outcomes: Outcome[] = [];
  const progress = new Progress(call.streams, mail.clock, done);
  try {
    for (let at = 0; at < ids.length; at += together) {
      call.signal.throwIfAborted();
      // One that was asked for alone needs no summary: its own error says more.
      const some = ids.slice(at, at + together);
      if (ids.length > 1) outcomes.push(...(await attempt(call, some, act)));
      else outcomes.push(...doneOf(some, await act(some)));
      progress.show({ count: outcomes.length, of: ids.length });
    }
  } finally {
    progress.end();
    await report(call, outcomes, done);
  }
  const failed = outcomes.filter(({ ok }) => !ok);
  if (failed.length === 0) return;
  throw fail('some-messages-failed', {
    failed: failed.length,
    total: ids.length,
    done,
    ids: failed
      .slice(0, 10)
      .map(({ id, error }) => `${id} (${error ?? ''})`)
      .join(', '),
    account: mail.account.name,
  });
}

async function attempt(
  call: Call,
  ids: readonly string[],
  act: (ids: readonly string[]) => Promise<readonly string[] | void>,
): Promise<Outcome[]> {
  try {
    return doneOf(ids, await act(ids));
  } catch (error) {
    if (!isMailgrantError(error) || !notFound.has(error.code)) throw error;
    if (ids.length === 1) return [{ id: ids[0] ?? '', ok: false, error: error.code }];
  }
  const outcomes: Outcome[] = [];
  for (const id of ids) {
    call.signal.throwIfAborted();
    outcomes.push(...(await attempt(call, [id], act)));
  }
  return outcomes;
}

function doneOf(ids: readonly string[], now: readonly string[] | void): Outcome[] {
  return ids.map((id, index) => ({ id, newId: now?.[index], ok: true }));
}

async function report(call: Call, outcomes: readonly Outcome[], done: string): Promise<void> {
  const { streams } = call;
  const fields = jsonFields(call, doneFields);
  if (fields) {
    await printJson(
      call,
      outcomes.map((outcome) => ({ ...outcome })),
      fields,
    );
    return;
  }
  const fine = outcomes.filter(({ ok }) => ok);
  if (fine.length === 0) return;
  if (streams.outIsTerminal) streams.out(`${counted(fine.length, 'message')} ${done}.`);
  else for (const { id, newId } of fine) streams.out(tabbed(newId === undefined ? [id] : [id, newId]));
}
