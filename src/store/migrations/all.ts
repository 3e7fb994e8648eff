// Every migration in order, and the one way to run them. A migration that has been released is never edited: the next
// one changes what it did.

import { type Kysely, type Migration, Migrator } from 'kysely';
import { type ColumnTypes, columnTypes, type DialectName } from '../column-types.ts';
import type { Tables } from '../tables.ts';
import { accounts } from './0001-accounts.ts';
import { appPasswords } from './0002-app-passwords.ts';
import { names } from './0003-names.ts';

type Step = (db: Kysely<unknown>, types: ColumnTypes) => Promise<void>;

export const migrations: Readonly<Record<string, Step>> = {
  '0001-accounts': accounts,
  '0002-app-passwords': appPasswords,
  '0003-names': names,
};

/** Brings the tables up to this version, whole or not at all. Throws what the database threw. */
export async function migrate(db: Kysely<Tables>, dialect: DialectName): Promise<void> {
  const types = columnTypes(dialect);
  const provided: Record<string, Migration> = {};
  for (const [name, step] of Object.entries(migrations)) {
    provided[name] = { up: (on: Kysely<unknown>) => step(on, types) };
  }
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(provided) } });
  const { error } = await migrator.migrateToLatest();
  // Kysely types it unknown; it is whatever the driver threw.
  if (error !== undefined) throw error as Error;
}
