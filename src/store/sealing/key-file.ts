// The master key in a file of its own, mode 0600. A file that others may read is refused, never tightened: what has
// been readable may have been read.

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { fail } from '../../errors/error.ts';

/** A key is 44 characters and a line end; whatever is longer than this is no key. */
const fileBytesMax = 1024;

export type KeyFile = { readonly text: string } | { readonly absent: string };

/** @throws `store-key-file-wide` */
export function readKeyFile(path: string): KeyFile {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (error) {
    return { absent: reasonOf(error) };
  }
  try {
    const mode = fstatSync(handle).mode & 0o777;
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw fail('store-key-file-wide', { path, mode: mode.toString(8).padStart(4, '0') });
    }
    const bytes = Buffer.alloc(fileBytesMax);
    return { text: bytes.toString('utf8', 0, readSync(handle, bytes, 0, fileBytesMax, 0)) };
  } catch (error) {
    if (isSystemError(error)) return { absent: reasonOf(error) };
    throw error;
  } finally {
    closeSync(handle);
  }
}

/** Writes a key file that is there whole or not at all; one that exists already is left as it is. */
export function createKeyFile(path: string, text: string): void {
  const directory = dirname(path);
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const handle = openSync(draft, 'wx', 0o600);
    try {
      writeSync(handle, `${text}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    try {
      linkSync(draft, path);
    } catch (error) {
      if (!isSystemError(error) || error.code !== 'EEXIST') throw error;
    } finally {
      unlinkSync(draft);
    }
    syncDirectory(directory);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw fail('store-key-file-unwritable', { path, reason: reasonOf(error) }, { cause: error });
  }
}

function syncDirectory(directory: string): void {
  // Windows cannot open a directory, and needs no help in keeping a new name.
  if (process.platform === 'win32') return;
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function reasonOf(error: unknown): string {
  if (!isSystemError(error)) throw error;
  if (error.code === 'ENOENT') return 'no such file';
  if (error.code === 'EACCES') return 'permission denied';
  return error.message;
}
