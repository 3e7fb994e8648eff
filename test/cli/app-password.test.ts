// App passwords from the command line, and what a proxy on the same store makes of them meanwhile.

import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { Secret } from '../../src/base/secret.ts';
import type { Admission } from '../../src/proxy/admission/admission.ts';
import { HouseDoorkeeper } from '../../src/proxy/admission/doorkeeper.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { type ConnectedHome, connectedHome } from '../kit/connected-home.ts';
import { mailgrant, type Ran } from './run.ts';

let sandbox: Sandbox;
let home: ConnectedHome;
let store: Store;
let doorkeeper: HouseDoorkeeper;

beforeAll(async () => {
  sandbox = await startSandbox();
  home = await connectedHome(sandbox);
  const clock = systemClock();
  store = await openStore({
    path: join(home.folder, '.local', 'share', 'mailgrant', 'mailgrant.db'),
    key: { kind: 'file', path: join(home.folder, '.config', 'mailgrant', 'key') },
    clock,
  });
  doorkeeper = new HouseDoorkeeper({ store, clock, log: silentLogger });
});
afterAll(async () => {
  await doorkeeper.close();
  await store.close();
  home.close();
  await sandbox.close();
});

const run = (...args: string[]): Promise<Ran> =>
  mailgrant(['app-password', ...args], { home: home.folder, env: { ...home.env } });

function signIn(password: string, user = 'anna'): Promise<Admission> {
  return doorkeeper.admit({
    protocol: 'imap',
    credentials: { user, password: new Secret(password), mechanism: 'PLAIN' },
    address: '127.0.0.1',
    signal: new AbortController().signal,
  });
}

it.each([
  [['create', 'anna'], 2, 'needs --name'],
  [['create', 'anna', '--name', ' '], 2, 'app-password-name-invalid'],
  [['create', 'nobody', '--name', 'x'], 1, 'account-unknown'],
  [['create', 'anna', '--name', 'x', '--protocols', 'imap,graph'], 2, '"graph" is none of imap, pop, smtp'],
  [['create', 'anna', '--name', 'x', '--network', '10.0.0.0/33'], 2, 'neither an address nor a network'],
  [['create', 'anna', '--name', 'x', '--mailbox', '@contoso.example'], 2, 'an app of its own alone'],
  [['create', 'anna', '--name', 'x', '--until', '2027-02-30'], 2, 'no day like'],
  [['create', 'anna', '--name', 'x', '--json', 'hash'], 2, 'knows no field "hash"'],
  [['revoke', 'x'], 1, 'app-password-unknown'],
  [['rename', 'x', 'y'], 1, 'app-password-unknown'],
])('refuses: mailgrant app-password %j', async (args, code, says) => {
  const ran = await run(...args);
  expect(ran.err).toContain(says);
  expect(ran).toMatchObject({ code, out: '' });
});

it('a password is printed once, opens the door, shows its last use and is shut out again', async () => {
  const created = await run('create', 'anna', '--name', 'office scanner', '--network', '127.0.0.0/8');
  expect(created).toMatchObject({ code: 0 });
  expect(created.out).toMatch(/^([2-9a-hjkmnp-z]{5}-){4}[2-9a-hjkmnp-z]{5}\n$/);
  expect(created.err).toContain('User name: anna@contoso.example\n');
  const password = created.out.trim();
  expect((await run('create', 'anna', '--name', 'Office Scanner')).err).toContain('app-password-name-taken');

  const session = await signIn(password);
  expect(session).toMatchObject({ accountName: 'anna', mailbox: 'anna@contoso.example' });
  await doorkeeper.close();
  const listed = await run('list', 'anna', '--json');
  expect(listed.out).not.toContain(password);
  expect(listed.out).not.toContain('scrypt');
  expect(JSON.parse(listed.out)).toEqual([
    expect.objectContaining({
      name: 'office scanner',
      account: 'anna',
      protocols: ['imap', 'pop', 'smtp'],
      networks: ['127.0.0.0/8'],
      lastUsedFrom: '127.0.0.1',
      lastUsedBy: 'imap',
      revokedAt: null,
    }),
  ]);

  expect((await run('rename', 'OFFICE scanner', 'copy room')).out).toBe(
    '"office scanner" is called "copy room" now.\n',
  );
  doorkeeper = new HouseDoorkeeper({ store, clock: systemClock(), log: silentLogger });
  const second = await signIn(password);
  const ended = new Promise<unknown>((resolve) => {
    second.ended.addEventListener('abort', () => resolve(second.ended.reason));
  });
  expect((await run('revoke', 'copy room')).out).toContain('"copy room" of anna@contoso.example is revoked');
  await expect(signIn(password)).rejects.toMatchObject({ code: 'app-password-refused' });
  expect(await ended).toMatchObject({ code: 'app-password-revoked', details: { name: 'copy room' } });
  expect((await run('list')).err).toContain('No app password yet');
  expect((await run('list', '--revoked')).out).toMatch(/^copy room\tanna\t/);
});

it('a program gets the password as JSON, with the user name to sign in with', async () => {
  const args = ['--name', 'erp', '--mailbox', 'info@contoso.example', '--protocols', 'smtp,imap'];
  const { out } = await run(
    'create',
    'anna',
    ...args,
    '--until',
    '2099-12-31',
    '--json',
    'user,password,until',
  );
  const { user, password, until } = JSON.parse(out) as Record<string, string>;
  expect(user).toBe('info@contoso.example');
  expect(until).toBe(new Date(2100, 0, 1).toISOString());
  const session = await signIn(password ?? '', 'info@contoso.example');
  expect(session).toMatchObject({ mailbox: 'info@contoso.example', passwordName: 'erp' });
  session.leave();
});
