// What the store's methods need of a database engine. sqlite/ is one; PostgreSQL will be the other.

import type { Kysely, Transaction } from 'kysely';
import type { AccountId } from '../base/token-source.ts';
import type { DialectName } from './column-types.ts';
import type { DataKeys } from './sealing/data-keys.ts';
import type { Tables } from './tables.ts';

export type PlainValue = string | number | null | Uint8Array;
export type PlainRow = Readonly<Record<string, unknown>>;

/** `setup`: creating or migrating the store. `keys`: rotating its keys. */
export type LockScope = 'setup' | 'keys' | { readonly grant: AccountId };

export interface Database {
  readonly path: string;
  readonly dialect: DialectName;
  /** How many migrations the store has been through; undefined where there is no store yet. Never loads Kysely. */
  format(): number | undefined;
  /** Marks an empty database as a store of ours. */
  claim(): void;
  /** Loads Kysely on first use. */
  kysely(): Promise<Kysely<Tables>>;
  /** Plain SQL with parameters `$1`, `$2` ...; reads what is committed. Never loads Kysely for a file. */
  rows(sql: string, parameters?: readonly PlainValue[]): PlainRow[] | Promise<PlainRow[]>;
  changeCounter(): number;
  version(): number;
  /** One lock across all processes on this database. It dies with its holder; the returned function gives it back. */
  lock(scope: LockScope, signal: AbortSignal): Promise<() => void>;
  close(): Promise<void>;
}

/** What a method is given: the database, and the keys to read and write sealed columns. */
export interface Context {
  readonly database: Database;
  readonly keys: DataKeys;
  readonly now: () => number;
}

export type Db = Kysely<Tables>;
export type Trx = Transaction<Tables>;
