// SQLite's result codes in our words, at the one border that reads them. https://sqlite.org/rescode.html

import { fail, isMailgrantError, type MailgrantError } from '../../errors/error.ts';

/** Primary result codes; the extended ones carry them in their low byte. */
export const resultCode = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  constraint: 19,
  notADatabase: 26,
} as const;

/** SQLITE_IOERR_SHMSIZE: the disk was too full for the shared memory file of the write-ahead log. */
const shmSize = 10 | (19 << 8);

/** The primary result code of an error from either driver; undefined for anything else. */
export function resultCodeOf(error: unknown): number | undefined {
  const extended = extendedCodeOf(error);
  return extended === undefined ? undefined : extended & 0xff;
}

/** What the user is told; `undefined` where the error is not about the file and stays what it is. */
export function translate(error: unknown, path: string, waitedMs: number): MailgrantError | undefined {
  if (isMailgrantError(error)) return error;
  const options = { cause: error };
  const detail = error instanceof Error ? error.message : String(error);
  if (extendedCodeOf(error) === shmSize) return fail('store-disk-full', { path }, options);
  switch (resultCodeOf(error)) {
    case resultCode.busy:
    case resultCode.locked:
      return fail('store-locked', { path, waitedMs }, options);
    case resultCode.readOnly:
      return fail('store-read-only', { path }, options);
    case resultCode.full:
      return fail('store-disk-full', { path }, options);
    case resultCode.corrupt:
      return fail('store-corrupt', { path, detail }, options);
    case resultCode.notADatabase:
      return fail('store-foreign-file', { path, found: 'not an SQLite database' }, options);
    case resultCode.cannotOpen:
      return fail('store-cannot-open', { path, reason: detail }, options);
    case resultCode.ioError:
      return fail('store-io-failed', { path, detail }, options);
    case undefined:
    default:
      return undefined;
  }
}

/**
 * SQLite's own words for its result codes (sqlite3_errstr), which never change: @photostructure/sqlite 1.2 drops the
 * number from what `all()` and `run()` throw, and keeps the words.
 */
const codesByWords: Readonly<Record<string, number>> = {
  'database is locked': resultCode.busy,
  'database table is locked': resultCode.locked,
  'attempt to write a readonly database': resultCode.readOnly,
  'disk I/O error': resultCode.ioError,
  'database disk image is malformed': resultCode.corrupt,
  'database or disk is full': resultCode.full,
  'unable to open database file': resultCode.cannotOpen,
  'file is not a database': resultCode.notADatabase,
};

function extendedCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode;
  return 'code' in error && error.code === 'ERR_SQLITE_ERROR' ? codesByWords[error.message] : undefined;
}
