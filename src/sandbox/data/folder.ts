// The folder that a sandbox keeps itself in (`--data DIR`): whose it is, who has it now, what is in it. Nothing is
// written before all three are known. Opens with everything that was acknowledged, however the last sandbox ended.

import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fail, isMailgrantError } from '../../errors/error.ts';
import type { Shelf } from '../shelf.ts';
import { Commits } from './commits.ts';
import { Documents } from './documents.ts';
import { DiskLedger } from './mail-ledger.ts';
import { applicationId, dataFormat, schema } from './schema.ts';
import { Sqlite } from './sqlite.ts';

export interface DataFolder {
  /** Nothing was kept here before. */
  readonly isNew: boolean;
  readonly shelf: Shelf;
  readonly ledger: DiskLedger;
  readonly commits: Pick<Commits, 'settled' | 'settleNow'>;
  close(): void;
}

const databaseName = 'sandbox.db';
const lockName = 'sandbox.lock';

/**
 * @throws `sandbox-data-in-use`, `sandbox-data-foreign`, `sandbox-data-newer`, `sandbox-data-corrupt`,
 * `sandbox-data-unusable`
 */
export function openDataFolder(directory: string): DataFolder {
  prepare(directory);
  const path = join(directory, databaseName);
  const lock = takeLock(directory);
  let sqlite: Sqlite | undefined;
  try {
    sqlite = new Sqlite(path);
    const isNew = judge(sqlite, path);
    // What is committed is on the disk: in WAL mode only FULL promises that.
    sqlite.exec('pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 4000');
    const commits = new Commits(sqlite);
    if (isNew) {
      commits.begin();
      sqlite.exec(schema);
      sqlite.exec(`pragma application_id = ${applicationId}; pragma user_version = ${dataFormat}`);
    }
    // The database and its log hold passwords and keys of the sandbox.
    for (const name of [databaseName, `${databaseName}-wal`, `${databaseName}-shm`])
      tighten(join(directory, name));
    const shelf = new Documents(sqlite, commits);
    const ledger = new DiskLedger({ path, sqlite, commits, shelf });
    const opened = sqlite;
    return {
      isNew,
      shelf,
      ledger,
      commits,
      close() {
        try {
          commits.settleNow();
          opened.exec('pragma wal_checkpoint(truncate)');
        } finally {
          opened.close();
          lock.close();
        }
      },
    };
  } catch (error) {
    sqlite?.close();
    lock.close();
    throw error;
  }
}

/** Afterwards there is a folder of ours, perhaps empty, that nobody else may read. */
function prepare(directory: string): void {
  try {
    const found = statSync(directory, { throwIfNoEntry: false });
    if (found && !found.isDirectory())
      throw fail('sandbox-data-foreign', { path: directory, found: 'not a folder' });
    if (!found) mkdirSync(directory, { recursive: true, mode: 0o700 });
    const names = readdirSync(directory);
    if (names.length > 0 && !names.includes(databaseName)) {
      const others = names.filter((name) => !name.startsWith(lockName));
      if (others.length > 0) {
        const what = `a folder with other things in it (${others.slice(0, 3).join(', ')})`;
        throw fail('sandbox-data-foreign', { path: directory, found: what });
      }
    }
    tighten(directory, 0o700);
  } catch (error) {
    if (isMailgrantError(error) || !(error instanceof Error) || !('syscall' in error)) throw error;
    throw fail('sandbox-data-unusable', { path: directory, reason: error.message }, { cause: error });
  }
}

/** Held as long as the process lives, and dropped by the operating system with it, `kill -9` included. */
function takeLock(directory: string): Sqlite {
  const path = join(directory, lockName);
  const lock = new Sqlite(path);
  try {
    lock.exec('pragma journal_mode = memory; pragma locking_mode = exclusive; begin exclusive');
    tighten(path);
    return lock;
  } catch (error) {
    lock.close();
    if (isMailgrantError(error) && error.code === 'sandbox-data-in-use') {
      throw fail('sandbox-data-in-use', { path: directory }, { cause: error });
    }
    throw error;
  }
}

/** True for a database with nothing in it. Reads only. @throws unless it is empty or ours. */
function judge(sqlite: Sqlite, path: string): boolean {
  const id = Number(sqlite.row('pragma application_id')?.['application_id']);
  const tables = Number(sqlite.row('select count(*) as tables from sqlite_master')?.['tables']);
  if (id === 0 && tables === 0) return true;
  if (id !== applicationId) {
    throw fail('sandbox-data-foreign', {
      path,
      found: `a database of another program with ${tables} tables`,
    });
  }
  const format = Number(sqlite.row('pragma user_version')?.['user_version']);
  if (format > dataFormat) {
    throw fail('sandbox-data-newer', { path, format: String(format), known: String(dataFormat) });
  }
  // Every page of a small one; a large one is looked at as it is read.
  if (statSync(path).size < quickCheckBytesMax) {
    const found = String(Object.values(sqlite.row('pragma quick_check(1)') ?? {})[0]);
    if (found !== 'ok') throw fail('sandbox-data-corrupt', { path, detail: found });
  }
  return false;
}

const quickCheckBytesMax = 16 * 1024 * 1024;

function tighten(path: string, mode = 0o600): void {
  // Windows has no such bits.
  if (process.platform === 'win32') return;
  const found = statSync(path, { throwIfNoEntry: false });
  if (found && (found.mode & 0o777) !== mode) chmodSync(path, mode);
}
