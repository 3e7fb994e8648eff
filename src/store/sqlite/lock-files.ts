// Locks across processes that die with their holder: an empty SQLite file for each, on which an EXCLUSIVE transaction
// is held. The operating system gives the lock back when the process is gone, however it went; nothing is ever stale
// and nobody has to be asked whether they are still alive (docs/adr/0022).

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, sleep } from '../../base/clock.ts';
import { isMailgrantError } from '../../errors/error.ts';
import { FifoLocks } from '../fifo-locks.ts';
import { SqliteConnection } from './connection.ts';

/** Grants share this many files: enough that two grants seldom meet, few enough for any directory. */
export const stripes = 1_024;

/** Files held at once, so that a burst of refreshes cannot use up the process's file handles. */
const openMax = 128;

/** How long to wait before asking again for a file that another process holds: a refresh takes 100 ms and more. */
const pollMs = { first: 4, most: 40 };

export interface LockFilesOptions {
  readonly directory: string;
  readonly clock: Clock;
  /** 0 <= random() < 1. */
  readonly random: () => number;
}

export class LockFiles {
  readonly #options: LockFilesOptions;
  readonly #turns = new FifoLocks();
  readonly #slots = new FifoLocks(openMax);
  readonly #open = new Set<SqliteConnection>();
  readonly #closing = new AbortController();

  constructor(options: LockFilesOptions) {
    this.#options = options;
  }

  async lock(name: string, given: AbortSignal): Promise<() => void> {
    const signal = AbortSignal.any([given, this.#closing.signal]);
    const leave = await this.#turns.acquire(name, signal);
    try {
      const free = await this.#slots.acquire('', signal);
      try {
        const connection = await this.#hold(name, signal);
        return () => {
          if (!this.#open.delete(connection)) return;
          // Closing ends the transaction, and with it the lock.
          connection.close();
          free();
          leave();
        };
      } catch (error) {
        free();
        throw error;
      }
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Gives everything back; whoever still waits is refused with `reason`. */
  close(reason: Error): void {
    this.#closing.abort(reason);
    for (const connection of this.#open) connection.close();
    this.#open.clear();
  }

  async #hold(name: string, signal: AbortSignal): Promise<SqliteConnection> {
    const { directory, clock, random } = this.#options;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const connection = new SqliteConnection(join(directory, name), 0);
    try {
      for (let ceilingMs = pollMs.first; ; ceilingMs = Math.min(ceilingMs * 2, pollMs.most)) {
        if (tryExclusive(connection)) break;
        await sleep(clock, ceilingMs * (0.5 + random() / 2), signal);
      }
    } catch (error) {
      connection.close();
      throw error;
    }
    this.#open.add(connection);
    return connection;
  }
}

/** The file of a grant's lock. FNV-1a, because every version on one store has to agree. */
export function stripeOf(id: string): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(id, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193);
  return ((hash >>> 0) % stripes).toString(16).padStart(3, '0');
}

function tryExclusive(connection: SqliteConnection): boolean {
  try {
    // In memory, so that not even an empty journal file is ever made. Asking for it reads the file, which another
    // process's lock forbids just as it forbids the transaction.
    connection.exec('pragma journal_mode = memory');
    connection.exec('begin exclusive');
    return true;
  } catch (error) {
    if (isMailgrantError(error) && error.code === 'store-locked') return false;
    throw error;
  }
}
