// One request a message, for many messages. Graph takes them one by one ($batch counts each of its parts as a request), so
// some can be done and others not: that is told, never hidden.

import { fail, isMailgrantError, type MailgrantError } from '../../errors/error.ts';
import type { GraphDoor } from './request.ts';

/** As many as Graph works on at once for one mailbox. */
const atOnce = 4;

export interface ManyOptions {
  readonly doing: string;
  /** True where doing it once more for those that are done changes nothing: then the first failure is told as it is. */
  readonly repeatable: boolean;
}

/**
 * In any order; the results are in the order of `items`. After a failure that would meet the others, too, none is begun.
 *
 * @throws what `one` throws where nothing was done, else `mail-partly-done` with the indexes of what was not
 */
export async function forMany<T, R>(
  door: Pick<GraphDoor, 'account'>,
  items: readonly T[],
  one: (item: T) => Promise<R>,
  options: ManyOptions,
): Promise<readonly R[]> {
  const results = new Map<number, R>();
  const failures: unknown[] = [];
  let stopped = false;
  let next = 0;
  const work = async (): Promise<void> => {
    while (!stopped && next < items.length) {
      const index = next;
      next += 1;
      try {
        // `index` is below the length.
        results.set(index, await one(items[index] as T));
      } catch (error) {
        failures.push(error);
        stopped ||= !isGone(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work));
  if (failures.length === 0) return items.map((_, index) => results.get(index) as R);
  const first = failures.find((error) => !isGone(error)) ?? failures[0];
  if (results.size === 0 || !isMailgrantError(first)) throw first;
  // The verbs look for what is gone once more, and do all of it again.
  if (options.repeatable && isGone(first)) throw first;
  throw partlyDone(door, first, { ...options, total: items.length, results });
}

function partlyDone(
  door: Pick<GraphDoor, 'account'>,
  cause: MailgrantError,
  about: { doing: string; total: number; results: ReadonlyMap<number, unknown> },
): Error {
  const { doing, total, results } = about;
  const left = Array.from({ length: total }, (_, index) => index).filter((index) => !results.has(index));
  const details = { account: door.account, doing, done: results.size, total, answer: cause.message, left };
  const { hint, retry, retryAfterMs } = cause;
  return fail('mail-partly-done', details, { cause, hint, retry, retryAfterMs });
}

function isGone(error: unknown): boolean {
  return isMailgrantError(error) && (error.code === 'mail-message-gone' || error.code === 'graph-not-found');
}
