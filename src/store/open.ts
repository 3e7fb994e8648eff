// Opens a store. For one that exists and is up to date this reads a handful of rows, and loads neither Kysely nor a
// keyring that is not needed; everything wrong with the file or the key is found before anything is written.

import type { Clock } from '../base/clock.ts';
import { Closers } from '../base/closers.ts';
import { type Logger, silentLogger } from '../base/logger.ts';
import { fail } from '../errors/error.ts';
import { readKeyRows } from './access.ts';
import { accountMethods } from './accounts.ts';
import { alone } from './alone.ts';
import { appPasswordMethods } from './app-passwords.ts';
import { appMethods } from './apps.ts';
import type { Context, Database } from './database.ts';
import { storeFormat } from './format.ts';
import { grantMethods } from './grants.ts';
import type { KeyOptions } from './keys.ts';
import { pendingMethods } from './pending.ts';
import { DataKeys } from './sealing/data-keys.ts';
import { type Keyring, osKeyring } from './sealing/keyring.ts';
import type { KeySource } from './sealing/master-key.ts';
import { openSqlite } from './sqlite/database.ts';
import { openMemory } from './sqlite/memory.ts';
import type { Store, StoreKeys } from './store.ts';
import { view } from './view.ts';

export type { KeySource } from './sealing/master-key.ts';

export interface StoreOptions {
  /** A file; ':memory:' for tests. */
  readonly path: string;
  readonly key: KeySource;
  readonly clock: Clock;
  readonly log?: Logger;
  /** Make a new store where there is none. Default: true. */
  readonly create?: boolean;
  /** How long a write waits for another process's write. Default: 5 seconds. */
  readonly busyTimeoutMs?: number;
  /** Default: the operating system's. */
  readonly keyring?: Keyring;
}

/**
 * @throws `store-not-found`, `store-foreign-file`, `store-newer`, `store-corrupt`, `store-locked`, `store-read-only`,
 * `store-disk-full`, `store-cannot-open`, `store-file-wide`, `store-key-missing`, `store-key-wrong`,
 * `store-key-malformed`, `store-key-file-wide`, `store-keyring-unavailable`
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { path, clock, log = silentLogger, create = true, busyTimeoutMs = 5_000 } = options;
  const database =
    path === ':memory:'
      ? openMemory()
      : openSqlite({ path, create, clock, log, busyTimeoutMs, random: Math.random });
  try {
    return storeOver(database, await openKeys(database, options, log), options);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openKeys(database: Database, options: StoreOptions, log: Logger): Promise<DataKeys> {
  const { path, key: source, clock, create = true, keyring = osKeyring(clock) } = options;
  if (database.format() === undefined) {
    if (!create) throw fail('store-not-found', { path });
    await alone(database, clock, 'setup', async () => {
      if (database.format() !== undefined) return;
      const { createStore } = await import('./setup.ts');
      const record = await createStore(database, { key: source, keyring, nowMs: clock.now() });
      log.info('store.created', { path, key: record.kind });
    });
  }
  refuseNewer(database);
  const keys = await DataKeys.open(await readKeyRows(database), { path, source, keyring });
  // After the key has proved right: a store that cannot be read is not rearranged either.
  if (formatOf(database) < storeFormat) {
    await alone(database, clock, 'setup', async () => {
      refuseNewer(database);
      const from = formatOf(database);
      if (from >= storeFormat) return;
      const { upgradeStore } = await import('./setup.ts');
      await upgradeStore(database);
      log.info('store.migrated', { path, from, to: storeFormat });
    });
  }
  return keys;
}

function storeOver(database: Database, keys: DataKeys, options: StoreOptions): Store {
  const { clock, log = silentLogger, keyring = osKeyring(clock) } = options;
  const context: Context = { database, keys, now: () => clock.now() };
  const closers = new Closers();
  closers.push(() => database.close());
  return {
    apps: appMethods(context),
    accounts: accountMethods(context),
    grants: grantMethods(context),
    pending: pendingMethods(context),
    appPasswords: appPasswordMethods(context),
    view: (ref, resource) => view(context, ref, resource),
    lockGrant: (id, signal) => database.lock({ grant: id }, signal),
    changeCounter: () => database.changeCounter(),
    version: () => database.version(),
    keys: lazyKeyMethods(context, { clock, log, keyring }),
    close: () => closers.close(),
  };
}

/** Rotation needs Kysely itself, which nobody else has to load for it. */
function lazyKeyMethods(context: Context, options: KeyOptions): StoreKeys {
  const load = async () => (await import('./keys.ts')).keyMethods(context, options);
  return {
    where: () => context.keys.master.record.kind,
    rotateDataKey: async (request) => (await load()).rotateDataKey(request),
    rewrapMasterKey: async (source) => (await load()).rewrapMasterKey(source),
  };
}

/** A store in memory has been set up by the time this is asked, and is always of this version. */
function formatOf(database: Database): number {
  return database.format() ?? storeFormat;
}

function refuseNewer(database: Database): void {
  const format = formatOf(database);
  if (format > storeFormat) {
    throw fail('store-newer', { path: database.path, format, known: storeFormat });
  }
}
