// One row of FETCH as a watch needs it: what a list shows of the message, and every flag that it has.

import type { FetchMessageObject } from 'imapflow';
import { type MessageRow, rowOf, rowQuery } from './rows.ts';

export interface WatchedRow extends MessageRow {
  /** As the server writes them. */
  readonly allFlags: ReadonlySet<string>;
}

export const watchedQuery = rowQuery;

/** Undefined for a row that only tells of changed flags: those come between the others (RFC 3501 section 7.4.2). */
export function watchedRow(message: FetchMessageObject): WatchedRow | undefined {
  const { flags, envelope } = message;
  const row = envelope && rowOf(message);
  return row && flags && { ...row, allFlags: flags };
}
