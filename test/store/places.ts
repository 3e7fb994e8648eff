// A directory of a test's own, and stores in it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { Secret } from '../../src/base/secret.ts';
import { openStore, type StoreOptions } from '../../src/store/open.ts';
import type { Keyring } from '../../src/store/sealing/keyring.ts';
import { connect } from '../../src/store/sqlite/driver.ts';
import type { Store } from '../../src/store/store.ts';
import { newAccount, newApp, newToken } from './records.ts';

export const keyText = 'ab'.repeat(32);
export const envKey = { kind: 'env', value: new Secret(keyText) } as const;

export function testDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'mailgrant-store-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export function open(path: string, change: Partial<StoreOptions> = {}): Promise<Store> {
  return openStore({ path, key: envKey, clock: systemClock(), keyring: noKeyring, ...change });
}

/** Adds an app, and `count` accounts 'anna', 'anna-2' ... with both tokens. */
export async function fill(store: Store, count = 1): Promise<void> {
  const app = await store.apps.add({
    ...newApp(),
    credential: { kind: 'secret', secret: new Secret('client-secret-1') },
  });
  for (let number = 1; number <= count; number += 1) {
    await store.grants.consent(
      newAccount(app.id, { address: `anna${number}@contoso.com` }),
      new Secret(`refresh-${number}`),
      [newToken({ accessToken: new Secret(`access-${number}`) })],
      number,
    );
  }
}

interface RawDatabase {
  exec(sql: string): void;
  prepare(sql: string): { all(...values: unknown[]): Array<Record<string, unknown>> };
  close(): void;
}

/** The file as any SQLite sees it - by the store's own library: two in one process do not see each other's locks. */
export function raw(path: string): RawDatabase {
  // The driver types rows as unknown; a SELECT yields objects.
  return connect(path, 0) as RawDatabase;
}

export const noKeyring: Keyring = {
  get: () => Promise.reject(new Error('no test asked for a keyring')),
  set: () => Promise.reject(new Error('no test asked for a keyring')),
};

export function memoryKeyring(entries = new Map<string, string>()): Keyring {
  return {
    get: (service, account) => Promise.resolve(entries.get(`${service}/${account}`)),
    set: (service, account, text) => {
      entries.set(`${service}/${account}`, text);
      return Promise.resolve();
    },
  };
}
