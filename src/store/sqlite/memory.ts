// A store in memory, for tests: one connection, and everything waits its turn on it.

import type { Kysely } from 'kysely';
import type { Database, LockScope, PlainRow, PlainValue } from '../database.ts';
import { FifoLocks } from '../fifo-locks.ts';
import type { Tables } from '../tables.ts';
import { SqliteConnection } from './connection.ts';

export function openMemory(): Database {
  return new MemoryDatabase();
}

class MemoryDatabase implements Database {
  readonly path = ':memory:';
  readonly dialect = 'sqlite';
  readonly #connection = new SqliteConnection(':memory:', 0);
  readonly #locks = new FifoLocks();
  #kysely: Promise<Kysely<Tables>> | undefined;

  format(): undefined {
    return undefined;
  }

  claim(): void {}

  kysely(): Promise<Kysely<Tables>> {
    this.#kysely ??= import('./kysely.ts').then(({ kyselyOver }) => kyselyOver(this.#connection));
    return this.#kysely;
  }

  async rows(sql: string, parameters?: readonly PlainValue[]): Promise<PlainRow[]> {
    const kysely = await this.kysely();
    // Kysely lends its one connection to one user at a time: the read waits for a transaction under way.
    return kysely.connection().execute(() => Promise.resolve(this.#connection.rows(sql, parameters)));
  }

  changeCounter(): number {
    return 0;
  }

  version(): number {
    return Number(this.#connection.rows('select total_changes() as changes')[0]?.['changes']);
  }

  lock(scope: LockScope, signal: AbortSignal): Promise<() => void> {
    return this.#locks.acquire(typeof scope === 'string' ? scope : scope.grant, signal);
  }

  close(): Promise<void> {
    this.#connection.close();
    return Promise.resolve();
  }
}
