// How the few kinds of column are spelled by each database. Names sort by code point everywhere, so that a page of
// accounts begins where the page before ended.

import { type RawBuilder, sql } from 'kysely';

export type DialectName = 'sqlite' | 'postgres';

export interface ColumnTypes {
  readonly text: RawBuilder<unknown>;
  /** Whole numbers up to 2^53: counts, flags, milliseconds. */
  readonly integer: RawBuilder<unknown>;
  readonly bytes: RawBuilder<unknown>;
}

export function columnTypes(dialect: DialectName): ColumnTypes {
  return dialect === 'sqlite'
    ? { text: sql`text`, integer: sql`integer`, bytes: sql`blob` }
    : { text: sql`text collate "C"`, integer: sql`bigint`, bytes: sql`bytea` };
}
