// Work that only one process at a time may do on a store. Waiting for the lock has a limit; the work, once begun, is
// never abandoned half way.

import type { Clock } from '../base/clock.ts';
import { DeadlineExceeded, withDeadline } from '../base/deadline.ts';
import { fail } from '../errors/error.ts';
import type { Database, LockScope } from './database.ts';

/** Creating a store takes a tenth of a second, rotating the keys of a hundred thousand accounts some ten. */
const waitMs = 30_000;

/** @throws `store-locked` */
export async function alone<T>(
  database: Database,
  clock: Clock,
  scope: LockScope,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const release = await enter(database, clock, scope, signal);
  try {
    return await work();
  } finally {
    release();
  }
}

async function enter(
  database: Database,
  clock: Clock,
  scope: LockScope,
  signal?: AbortSignal,
): Promise<() => void> {
  try {
    return await withDeadline({ clock, limitMs: waitMs, signal }, (both) => database.lock(scope, both));
  } catch (error) {
    if (!(error instanceof DeadlineExceeded)) throw error;
    throw fail('store-locked', { path: database.path, waitedMs: waitMs }, { cause: error });
  }
}
