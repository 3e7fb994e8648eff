// The names of a person beside the one that she signs in with: her primary address, her aliases, and which of them a
// server took.

import type { Kysely } from 'kysely';
import type { ColumnTypes } from '../column-types.ts';

export async function names(db: Kysely<unknown>, { text }: ColumnTypes): Promise<void> {
  // SQLite adds one column a statement.
  for (const column of ['primary_address', 'aliases', 'sign_in_names']) {
    await db.schema.alterTable('account').addColumn(column, text).execute();
  }
  // What the columns above hold, to be found by: people sign in to the proxy by any of their addresses.
  await db.schema
    .createTable('account_address')
    .addColumn('address_key', text, (column) => column.notNull())
    .addColumn('account_id', text, (column) => column.notNull().references('account.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('account_address_key', ['address_key', 'account_id'])
    .execute();
  await db.schema.createIndex('account_address_account').on('account_address').column('account_id').execute();
}
