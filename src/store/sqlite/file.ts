// The database file before SQLite sees it: there or not, whose it is to read. Never opens a file that exists: closing
// a handle drops every POSIX lock that this process holds on it, SQLite's among them (sqlite.org/howtocorrupt.html, 2.2).

import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Logger } from '../../base/logger.ts';
import { fail } from '../../errors/error.ts';

export interface FileOptions {
  readonly path: string;
  readonly create: boolean;
  readonly log: Logger;
}

/** Afterwards there is a file at `path`, perhaps empty, that nobody else may read. */
export function prepareFile(options: FileOptions): void {
  const { path } = options;
  try {
    prepare(options);
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    const code = 'code' in error ? error.code : undefined;
    if (code === 'EROFS') throw fail('store-read-only', { path }, { cause: error });
    if (code === 'ENOSPC') throw fail('store-disk-full', { path }, { cause: error });
    throw fail('store-cannot-open', { path, reason: error.message }, { cause: error });
  }
}

function prepare({ path, create, log }: FileOptions): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) {
    if (!create) throw fail('store-not-found', { path });
    return createFile(path);
  }
  if (!found.isFile()) throw fail('store-cannot-open', { path, reason: 'it is not a file' });
  // Windows has no such bits; a profile directory is private there.
  if (process.platform === 'win32' || (found.mode & 0o077) === 0) return;
  try {
    chmodSync(path, 0o600);
  } catch (error) {
    const mode = (found.mode & 0o777).toString(8).padStart(4, '0');
    throw fail('store-file-wide', { path, mode }, { cause: error });
  }
  log.warn('store.permissions-tightened', { path });
}

function createFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    // O_EXCL: another process may be creating it at this moment. The umask can only take bits away from 0600.
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
  }
}
