// The embedded engine: one file, two connections. One only reads, and is all that the hot path needs; the other is
// Kysely's, writes, and is opened on first use. A read on the first never sees the half of a transaction on the second.

import type { Kysely } from 'kysely';
import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import { fail, isMailgrantError } from '../../errors/error.ts';
import type { Database, LockScope, PlainRow, PlainValue } from '../database.ts';
import { applicationId } from '../format.ts';
import type { Tables } from '../tables.ts';
import { SqliteConnection } from './connection.ts';
import { prepareFile } from './file.ts';
import { LockFiles, stripeOf } from './lock-files.ts';

export interface SqliteOptions {
  readonly path: string;
  readonly create: boolean;
  readonly clock: Clock;
  readonly log: Logger;
  readonly busyTimeoutMs: number;
  readonly random: () => number;
}

export function openSqlite(options: SqliteOptions): Database {
  prepareFile(options);
  return new SqliteDatabase(options);
}

class SqliteDatabase implements Database {
  readonly path: string;
  readonly dialect = 'sqlite';
  readonly #busyTimeoutMs: number;
  readonly #log: Logger;
  readonly #reader: SqliteConnection;
  readonly #locks: LockFiles;
  #writer: SqliteConnection | undefined;
  #kysely: Promise<Kysely<Tables>> | undefined;
  #lastVersion: unknown;
  #changes = 0;

  constructor({ path, clock, log, busyTimeoutMs, random }: SqliteOptions) {
    this.path = path;
    this.#log = log;
    this.#busyTimeoutMs = busyTimeoutMs;
    this.#locks = new LockFiles({ directory: `${path}.locks`, clock, random });
    this.#reader = new SqliteConnection(path, busyTimeoutMs);
    try {
      refuseForeign(this.#reader);
      this.#lastVersion = this.#reader.pragma('data_version');
    } catch (error) {
      this.#reader.close();
      throw error;
    }
  }

  format(): number | undefined {
    const tables = "select 1 from sqlite_master where type = 'table' and name = 'store'";
    if (this.#reader.rows(tables).length === 0) return undefined;
    const [row] = this.#reader.rows('select format from store where id = 1');
    return row && Number(row['format']);
  }

  claim(): void {
    this.#write().exec(`pragma application_id = ${applicationId}`);
  }

  kysely(): Promise<Kysely<Tables>> {
    this.#kysely ??= import('./kysely.ts').then(({ kyselyOver }) => kyselyOver(this.#write()));
    return this.#kysely;
  }

  rows(sql: string, parameters?: readonly PlainValue[]): PlainRow[] {
    return this.#reader.rows(sql, parameters);
  }

  changeCounter(): number {
    // data_version changes when any other connection has written. Asked on the connection that does our own writing,
    // it tells of everybody else; before that one is opened we have written nothing, and the reader will do.
    const version = (this.#writer ?? this.#reader).pragma('data_version');
    if (version !== this.#lastVersion) this.#changes += 1;
    this.#lastVersion = version;
    return this.#changes;
  }

  version(): number {
    // The reader never writes: to it our own writer is one of the others.
    return Number(this.#reader.pragma('data_version'));
  }

  lock(scope: LockScope, signal: AbortSignal): Promise<() => void> {
    return this.#locks.lock(typeof scope === 'string' ? scope : stripeOf(scope.grant), signal);
  }

  close(): Promise<void> {
    this.#locks.close(fail('store-closed', {}));
    if (this.#writer) {
      checkpoint(this.#writer, this.#log);
      this.#writer.close();
    }
    this.#reader.close();
    return Promise.resolve();
  }

  #write(): SqliteConnection {
    if (this.#writer) return this.#writer;
    const writer = new SqliteConnection(this.path, this.#busyTimeoutMs);
    try {
      const mode = writer.pragma('journal_mode = wal');
      if (mode !== 'wal') {
        const reason = 'its file system has no shared memory, which the write-ahead log needs';
        throw fail('store-cannot-open', { path: this.path, reason });
      }
      // What is committed is on the disk: in WAL mode only FULL promises that.
      writer.exec('pragma synchronous = full');
      // This order, so that a change between the two questions is counted twice rather than not at all.
      const version = writer.pragma('data_version');
      this.changeCounter();
      this.#lastVersion = version;
    } catch (error) {
      writer.close();
      throw error;
    }
    this.#writer = writer;
    return writer;
  }
}

/**
 * Moves the log into the file. SQLite does this by itself when the last connection goes; but the driver on Node 20 and
 * 22 leaves a closed connection half open until its statements are collected, and a copy of the closed file has to be
 * whole. Without waiting: if others are at work, the log is still theirs.
 */
function checkpoint(writer: SqliteConnection, log: Logger): void {
  try {
    writer.exec('pragma busy_timeout = 0; pragma wal_checkpoint(truncate)');
  } catch (error) {
    if (!isMailgrantError(error)) throw error;
    // A full disk, for example. Nothing is lost: what was committed is in the log, and is read from there.
    log.warn('store.checkpoint-failed', { path: writer.path, code: error.code });
  }
}

/** Throws unless the file is ours, or empty. Reads only. */
function refuseForeign(connection: SqliteConnection): void {
  const id = Number(connection.pragma('application_id'));
  if (id === applicationId) return;
  const [row] = connection.rows('select count(*) as tables from sqlite_master');
  const tables = Number(row?.['tables']);
  if (id === 0 && tables === 0) return;
  const whose = id === 0 ? 'of another program' : `of another program (application id ${id})`;
  throw fail('store-foreign-file', {
    path: connection.path,
    found: `an SQLite database ${whose} with ${tables} tables and indexes`,
  });
}
