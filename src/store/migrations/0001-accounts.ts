// The first tables: what a store is, its keys, apps, accounts, their grants and tokens, consents under way.

import { type Kysely, sql } from 'kysely';
import type { ColumnTypes } from '../column-types.ts';

export async function accounts(db: Kysely<unknown>, { text, integer, bytes }: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('store')
    .addColumn('id', integer, (column) => column.primaryKey())
    .addColumn('store_id', text, (column) => column.notNull())
    .addColumn('format', integer, (column) => column.notNull())
    .addColumn('key_check', text, (column) => column.notNull())
    .addColumn('key_source', text, (column) => column.notNull())
    .addColumn('created_at_ms', integer, (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('data_key')
    .addColumn('id', integer, (column) => column.primaryKey())
    .addColumn('wrapped', bytes, (column) => column.notNull())
    .addColumn('is_current', integer, (column) => column.notNull())
    .addColumn('created_at_ms', integer, (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('app')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('name', text, (column) => column.notNull().unique())
    .addColumn('provider', text, (column) => column.notNull())
    .addColumn('client_id', text, (column) => column.notNull())
    .addColumn('tenant', text, (column) => column.notNull())
    .addColumn('cloud', text, (column) => column.notNull())
    .addColumn('credential_kind', text, (column) => column.notNull())
    .addColumn('credential', bytes)
    .addColumn('certificate_pem', text)
    .addColumn('created_at_ms', integer, (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('account')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('name', text, (column) => column.notNull().unique())
    .addColumn('address', text, (column) => column.notNull())
    .addColumn('address_key', text, (column) => column.notNull())
    .addColumn('app_id', text, (column) => column.notNull().references('app.id'))
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('personal', integer, (column) => column.notNull())
    .addColumn('display_name', text)
    .addColumn('username', text)
    .addColumn('tenant_id', text)
    .addColumn('object_id', text)
    .addColumn('issuer', text)
    .addColumn('subject', text)
    .addColumn('wish', text, (column) => column.notNull())
    .addColumn('created_at_ms', integer, (column) => column.notNull())
    .addUniqueConstraint('account_address_app', ['address_key', 'app_id'])
    .execute();
  await db.schema.createIndex('account_app').on('account').column('app_id').execute();

  await db.schema
    .createTable('account_grant')
    .addColumn('account_id', text, (column) =>
      column.primaryKey().references('account.id').onDelete('cascade'),
    )
    .addColumn('generation', integer, (column) => column.notNull())
    .addColumn('consented_at_ms', integer, (column) => column.notNull())
    .addColumn('refreshed_at_ms', integer, (column) => column.notNull())
    .addColumn('refusal', text)
    .addColumn('refresh_token', bytes)
    .execute();
  await db.schema
    .createIndex('grant_idle')
    .on('account_grant')
    .columns(['refreshed_at_ms', 'account_id'])
    .where(sql.ref('refresh_token'), 'is not', null)
    .where(sql.ref('refusal'), 'is', null)
    .execute();

  await db.schema
    .createTable('token')
    .addColumn('account_id', text, (column) =>
      column.notNull().references('account_grant.account_id').onDelete('cascade'),
    )
    .addColumn('resource', text, (column) => column.notNull())
    .addColumn('generation', integer, (column) => column.notNull())
    .addColumn('scopes', text, (column) => column.notNull())
    .addColumn('obtained_at_ms', integer, (column) => column.notNull())
    .addColumn('expires_at_ms', integer, (column) => column.notNull())
    .addColumn('refusal', text)
    .addColumn('access_token', bytes)
    .addPrimaryKeyConstraint('token_key', ['account_id', 'resource'])
    .execute();

  await db.schema
    .createTable('pending_consent')
    .addColumn('state', text, (column) => column.primaryKey())
    .addColumn('expires_at_ms', integer, (column) => column.notNull())
    .addColumn('payload', bytes, (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('pending_consent_expiry')
    .on('pending_consent')
    .column('expires_at_ms')
    .execute();
}
