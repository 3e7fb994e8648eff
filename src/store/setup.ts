// Making a new store, and bringing an old one up to date. Loads Kysely and the migrator; nobody comes here to open a
// store that is as it should be.

import { randomUUID } from 'node:crypto';
import type { Database, Db } from './database.ts';
import { storeFormat } from './format.ts';
import { migrate } from './migrations/all.ts';
import { newDataKey } from './sealing/data-keys.ts';
import type { Keyring } from './sealing/keyring.ts';
import { chooseMasterKey, type KeyRecord, type KeySource } from './sealing/master-key.ts';

export interface SetupOptions {
  readonly key: KeySource;
  readonly keyring: Keyring;
  readonly nowMs: number;
}

/** Whoever calls holds the setup lock. Can be interrupted anywhere and run again. */
export async function createStore(database: Database, options: SetupOptions): Promise<KeyRecord> {
  database.claim();
  const db = await database.kysely();
  await migrate(db, database.dialect);
  const storeId = randomUUID();
  // The master key is safe where it lives before the first row depends on it.
  const { key, record } = await chooseMasterKey(options.key, storeId, options.keyring);
  const dataKey = newDataKey(1, key);
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('data_key')
      .values({ id: 1, wrapped: dataKey.wrapped, is_current: 1, created_at_ms: options.nowMs })
      .execute();
    await trx
      .insertInto('store')
      .values({
        id: 1,
        store_id: storeId,
        format: storeFormat,
        key_check: key.check(),
        key_source: JSON.stringify(record),
        created_at_ms: options.nowMs,
      })
      .execute();
  });
  return record;
}

export async function upgradeStore(database: Database): Promise<void> {
  const db: Db = await database.kysely();
  await migrate(db, database.dialect);
  await db.updateTable('store').set({ format: storeFormat }).where('id', '=', 1).execute();
}
