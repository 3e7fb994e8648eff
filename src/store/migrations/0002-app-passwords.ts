// App passwords: what software that only knows passwords signs in with. Their hashes are no secrets of ours and are not
// sealed: a lost key costs tokens, never passwords, and the other way round.

import { type Kysely, sql } from 'kysely';
import type { ColumnTypes } from '../column-types.ts';

export async function appPasswords(db: Kysely<unknown>, { text, integer }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('app_password')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('account_id', text, (column) => column.notNull().references('account.id').onDelete('cascade'))
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('name_key', text, (column) => column.notNull())
    .addColumn('verifier', text, (column) => column.notNull())
    .addColumn('limits', text, (column) => column.notNull())
    .addColumn('created_at_ms', integer, (column) => column.notNull())
    .addColumn('revoked_at_ms', integer)
    .addColumn('used_at_ms', integer)
    .addColumn('used_from', text)
    .addColumn('used_protocol', text)
    .execute();
  await db.schema.createIndex('app_password_account').on('app_password').column('account_id').execute();
  // A device that has got a new password keeps its name; the old password keeps it as well, for the list.
  await db.schema
    .createIndex('app_password_name_in_force')
    .unique()
    .on('app_password')
    .columns(['account_id', 'name_key'])
    .where(sql.ref('revoked_at_ms'), 'is', null)
    .execute();

  // Sign-in names that a password is good for beside its account's own: aliases, other mailboxes, '@domain'.
  await db.schema
    .createTable('app_password_user')
    .addColumn('user_key', text, (column) => column.notNull())
    .addColumn('password_id', text, (column) =>
      column.notNull().references('app_password.id').onDelete('cascade'),
    )
    .addPrimaryKeyConstraint('app_password_user_key', ['user_key', 'password_id'])
    .execute();
  await db.schema
    .createIndex('app_password_user_password')
    .on('app_password_user')
    .column('password_id')
    .execute();

  // People sign in by the name that they know from Microsoft, which need not be the mailbox's address.
  await db.schema
    .createIndex('account_username')
    .on('account')
    .expression(sql`lower(${sql.ref('username')})`)
    .execute();
}
