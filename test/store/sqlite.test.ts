// The embedded store against the promises that every store makes: in a file and in memory.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { Secret } from '../../src/base/secret.ts';
import { openStore } from '../../src/store/open.ts';
import { storeConformance } from './conformance.ts';
import { fill, open, raw } from './places.ts';
import { newPassword } from './records.ts';

const directory = mkdtempSync(join(tmpdir(), 'mailgrant-store-'));
afterAll(() => rmSync(directory, { recursive: true }));

const key = { kind: 'env', value: new Secret('ab'.repeat(32)) } as const;
let count = 0;

storeConformance('a file', () =>
  openStore({ path: join(directory, `${++count}.db`), key, clock: systemClock() }),
);
storeConformance('memory', () => openStore({ path: ':memory:', key, clock: systemClock() }));

it('a store from before app passwords is brought up to date when it is opened, with what is in it', async () => {
  const path = join(directory, 'older.db');
  const made = await open(path);
  await fill(made);
  await made.close();
  // What the migrations behind the first have made is taken away again.
  const file = raw(path);
  file.exec(`
    drop table account_address;
    alter table account drop column primary_address;
    alter table account drop column aliases;
    alter table account drop column sign_in_names;
    drop table app_password_user;
    drop table app_password;
    drop index account_username;
    delete from kysely_migration where name > '0001-accounts';
    update store set format = 1;`);
  file.close();

  const store = await open(path);
  const account = await store.accounts.get('anna');
  if (!account) throw new Error('the test expected an account');
  await store.appPasswords.add(newPassword(account.id));
  expect(await store.appPasswords.candidates('anna')).toHaveLength(1);
  await store.close();
});
