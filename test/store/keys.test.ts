// The keys of a store: found, refused, rotated; and that nothing secret is in the file without them.

import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/base/secret.ts';
import type { AccountId } from '../../src/base/token-source.ts';
import { fail } from '../../src/errors/error.ts';
import { sealedColumns } from '../../src/store/keys.ts';
import type { Keyring } from '../../src/store/sealing/keyring.ts';
import { envKey, fill, memoryKeyring, open, raw, testDirectory } from './places.ts';
import { exchange, newToken } from './records.ts';

const directory = testDirectory();
let count = 0;
const fresh = (): string => join(directory, `${++count}`, 'store.db');
const otherKey = { kind: 'env', value: new Secret('cd'.repeat(32)) } as const;

async function madeWith(change: Parameters<typeof open>[1] = {}): Promise<string> {
  const path = fresh();
  const store = await open(path, change);
  await fill(store);
  await store.close();
  return path;
}

describe('a store refuses', () => {
  it('a wrong key, and is not written to', async () => {
    const path = await madeWith();
    const before = readFileSync(path);
    await expect(open(path, { key: otherKey })).rejects.toMatchObject({ code: 'store-key-wrong' });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it.each(['short', '', 'correct horse battery staple'])('"%s" as a key', async (text) => {
    const key = { kind: 'env', value: new Secret(text) } as const;
    await expect(open(fresh(), { key })).rejects.toMatchObject({ code: 'store-key-malformed' });
  });

  it('a missing key file, and names it', async () => {
    const path = await madeWith();
    const keyFile = join(directory, 'nowhere', 'key');
    await expect(open(path, { key: { kind: 'file', path: keyFile } })).rejects.toMatchObject({
      code: 'store-key-missing',
      message: expect.stringContaining(`${keyFile} (no such file)`),
    });
  });

  it('in mode auto names every place it looked in', async () => {
    const path = await madeWith();
    const keyFile = join(directory, 'nowhere', 'key');
    await expect(open(path, { key: { kind: 'auto', keyFile } })).rejects.toMatchObject({
      code: 'store-key-missing',
      details: { places: `the environment (no value), the key file ${keyFile} (no such file)` },
    });
  });

  it.skipIf(process.platform === 'win32')('a key file that others may read', async () => {
    const keyFile = join(directory, 'wide.key');
    const path = await madeWith({ key: { kind: 'file', path: keyFile } });
    chmodSync(keyFile, 0o640);
    await expect(open(path, { key: { kind: 'file', path: keyFile } })).rejects.toMatchObject({
      code: 'store-key-file-wide',
      details: { mode: '0640' },
    });
    expect(statSync(keyFile).mode & 0o777).toBe(0o640);
  });

  it('a sealed value that was copied from another row', async () => {
    const path = fresh();
    const store = await open(path);
    await fill(store, 2);
    const file = raw(path);
    file.exec(`update token set access_token = (select access_token from token order by account_id limit 1)`);
    const views = await Promise.allSettled(['anna', 'anna-2'].map((ref) => store.view(ref, exchange)));
    const refused = views.filter((each) => each.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({
      code: 'store-sealed-value-corrupt',
      details: { table: 'token', column: 'access_token' },
    });
    file.close();
    await store.close();
  });

  it('a sealed value that was copied from another column', async () => {
    const path = await madeWith();
    const file = raw(path);
    file.exec('update token set access_token = (select refresh_token from account_grant)');
    file.close();
    const store = await open(path);
    const id = (await store.accounts.list())[0]?.id as AccountId;
    await expect(store.grants.tokens(id)).rejects.toMatchObject({
      code: 'store-sealed-value-corrupt',
      details: { table: 'token', row: `${id}/exchange` },
    });
    await store.close();
  });

  it.each([
    ['one bit less', 'substr(refresh_token, 1, length(refresh_token) - 1)'],
    [
      'another ending',
      // One in 256 ends with a zero.
      "substr(refresh_token, 1, length(refresh_token) - 1) || iif(substr(refresh_token, -1) = x'00', x'01', x'00')",
    ],
    ['another version', "x'02' || substr(refresh_token, 2)"],
    ['a key that never was', "x'0100000063' || substr(refresh_token, 6)"],
    ['nothing', "x''"],
  ])('a sealed value with %s, and leaves it as it is', async (_, expression) => {
    const path = await madeWith();
    const file = raw(path);
    file.exec(`update account_grant set refresh_token = cast(${expression} as blob)`);
    const sealed = () =>
      Buffer.from(file.prepare('select refresh_token as r from account_grant').all()[0]?.['r'] as Uint8Array);
    const before = sealed();
    const store = await open(path);
    await expect(store.view('anna', exchange)).rejects.toMatchObject({
      code: 'store-sealed-value-corrupt',
      details: { table: 'account_grant', column: 'refresh_token' },
    });
    await expect(store.keys.rotateDataKey()).rejects.toMatchObject({ code: 'store-sealed-value-corrupt' });
    expect(sealed().equals(before)).toBe(true);
    // The sign-in that the error asks for repairs it.
    const [account] = await store.accounts.list();
    await store.grants.signOut(account?.id as AccountId);
    expect((await store.view('anna', exchange))?.grant.refreshToken).toBeUndefined();
    file.close();
    await store.close();
  });
});

describe('a new store in mode auto', () => {
  const auto = (keyFile: string) => ({ kind: 'auto', keyFile }) as const;

  it('takes the environment before anything else', async () => {
    const keyFile = join(directory, 'unused.key');
    const keyring = memoryKeyring();
    const store = await open(fresh(), { key: { ...auto(keyFile), env: envKey.value }, keyring });
    expect(store.keys.where()).toBe('env');
    await store.close();
  });

  it('uses a keyring that works, an entry for each store', async () => {
    const entries = new Map<string, string>();
    const keyring = memoryKeyring(entries);
    const key = auto(join(directory, 'unused.key'));
    const paths = [await madeWith({ key, keyring }), await madeWith({ key, keyring })];
    expect(entries.size).toBe(2);
    for (const path of paths) {
      const store = await open(path, { key, keyring });
      expect(store.keys.where()).toBe('keyring');
      expect((await store.view('anna', exchange))?.token?.accessToken?.reveal()).toBe('access-1');
      await store.close();
    }
    entries.clear();
    await expect(open(paths[0] ?? '', { key, keyring })).rejects.toMatchObject({ code: 'store-key-missing' });
  });

  it.each<[string, Keyring]>([
    ['is not there', brokenKeyring()],
    ['forgets', { ...memoryKeyring(), get: () => Promise.resolve(undefined) }],
  ])('makes a key file with mode 0600 where the keyring %s', async (_, keyring) => {
    const keyFile = join(directory, `auto-${++count}`, 'store.key');
    const umask = process.umask(0);
    const path = await madeWith({ key: auto(keyFile), keyring }).finally(() => process.umask(umask));
    if (process.platform !== 'win32') {
      expect(statSync(keyFile).mode & 0o777).toBe(0o600);
      expect(statSync(join(keyFile, '..')).mode & 0o777).toBe(0o700);
    }
    expect(readdirSync(join(keyFile, '..'))).toEqual(['store.key']);
    const store = await open(path, { key: auto(keyFile), keyring });
    expect(store.keys.where()).toBe('file');
    await store.close();
  });

  it('is found again where it was moved together with its key file', async () => {
    const oldKey = join(directory, 'old.key');
    const newKey = join(directory, 'new.key');
    const path = await madeWith({ key: auto(oldKey), keyring: brokenKeyring() });
    writeFileSync(newKey, readFileSync(oldKey), { mode: 0o600 });
    writeFileSync(oldKey, `${'ef'.repeat(32)}\n`);
    const store = await open(path, { key: auto(newKey) });
    expect(await store.view('anna', exchange)).toBeDefined();
    await store.close();
  });
});

describe('rotating the data key', () => {
  it('seals everything anew, once, and drops the old key', async () => {
    const path = fresh();
    const store = await open(path);
    await fill(store, 250);
    await store.pending.put({ state: 's', payload: new Secret('pending'), expiresAtMs: 9e15 });
    await store.grants.signOut((await store.accounts.get('anna-7'))?.id as AccountId);
    const file = raw(path);
    const bytes = (): unknown[] => file.prepare('select refresh_token as r from account_grant').all();
    const before = bytes();
    // A client secret, 249 refresh tokens, 249 access tokens, a consent under way.
    expect(await store.keys.rotateDataKey()).toEqual({ resealed: 500 });
    expect(bytes()).not.toEqual(before);
    expect(file.prepare('select id, is_current from data_key').all()).toEqual([{ id: 2, is_current: 1 }]);
    expect(await store.keys.rotateDataKey()).toEqual({ resealed: 500 });
    expect(file.prepare('select id from data_key').all()).toEqual([{ id: 3 }]);
    const app = await store.apps.get('default');
    expect(app?.credential.kind === 'secret' && app.credential.secret.reveal()).toBe('client-secret-1');
    expect((await store.view('anna-250', exchange))?.token?.accessToken?.reveal()).toBe('access-250');
    expect((await store.pending.take('s', 0))?.payload.reveal()).toBe('pending');
    file.close();
    await store.close();
  });

  it('is noticed by others who hold the store open', async () => {
    const path = fresh();
    const one = await open(path);
    await fill(one);
    const two = await open(path);
    await one.keys.rotateDataKey();
    expect((await two.view('anna', exchange))?.token?.accessToken?.reveal()).toBe('access-1');
    await one.keys.rotateDataKey();
    const { id } = (await two.accounts.get('anna')) ?? {};
    const token = newToken({ accessToken: new Secret('access-new') });
    expect(await two.grants.refreshed(id as AccountId, 1, { token, nowMs: 1 })).toBe(true);
    expect((await one.view('anna', exchange))?.token?.accessToken?.reveal()).toBe('access-new');
    await two.close();
    await one.close();
  });

  it('stops when asked to, and a second run finishes it', async () => {
    const path = fresh();
    const store = await open(path);
    await fill(store, 150);
    const stop = new AbortController();
    const rotation = store.keys.rotateDataKey({ signal: stop.signal });
    const outcome = expect(rotation).rejects.toThrow('enough');
    await new Promise((resolve) => setImmediate(resolve));
    stop.abort(new Error('enough'));
    await outcome;
    expect((await store.view('anna-150', exchange))?.token?.accessToken?.reveal()).toBe('access-150');
    await store.keys.rotateDataKey();
    const file = raw(path);
    expect(file.prepare('select count(*) as keys from data_key').all()).toEqual([{ keys: 1 }]);
    file.close();
    expect((await store.view('anna-150', exchange))?.token?.accessToken?.reveal()).toBe('access-150');
    await store.close();
  });

  it('reaches every column of the tables that is made of bytes', async () => {
    const path = await madeWith();
    const file = raw(path);
    const blobs = file
      .prepare(
        `select t.name as "table", c.name as "column" from sqlite_master t, pragma_table_info(t.name) c
         where t.type = 'table' and lower(c.type) = 'blob' and t.name <> 'data_key' order by 1, 2`,
      )
      .all();
    file.close();
    const walked = sealedColumns.map(({ table, column }) => ({ table, column }));
    expect(walked.sort((a, b) => a.table.localeCompare(b.table))).toEqual(
      [...blobs].sort((a, b) => String(a['table']).localeCompare(String(b['table']))),
    );
  });
});

describe('changing the master key', () => {
  it('locks the old key out and lets the new one in', async () => {
    const path = await madeWith();
    const store = await open(path);
    await store.keys.rewrapMasterKey(otherKey);
    expect(await store.view('anna', exchange)).toBeDefined();
    await store.keys.rotateDataKey();
    await store.close();
    await expect(open(path)).rejects.toMatchObject({ code: 'store-key-wrong' });
    const again = await open(path, { key: otherKey });
    expect((await again.view('anna', exchange))?.token?.accessToken?.reveal()).toBe('access-1');
    await again.close();
  });

  it('may move it from a file into the keyring; whoever has the store open finds it there', async () => {
    const keyring = memoryKeyring();
    const key = { kind: 'file', path: join(directory, 'moving.key') } as const;
    const path = await madeWith({ key, keyring });
    const one = await open(path, { key, keyring });
    const two = await open(path, { key, keyring });
    await one.keys.rewrapMasterKey({ kind: 'keyring' });
    await one.keys.rotateDataKey();
    expect(one.keys.where()).toBe('keyring');
    expect((await two.view('anna', exchange))?.token?.accessToken?.reveal()).toBe('access-1');
    await two.close();
    await one.close();
    const again = await open(path, { key: { kind: 'keyring' }, keyring });
    expect(await again.view('anna', exchange)).toBeDefined();
    await again.close();
  });

  it('to one that cannot be had changes nothing', async () => {
    const path = await madeWith();
    const store = await open(path, { keyring: brokenKeyring() });
    await expect(store.keys.rewrapMasterKey({ kind: 'keyring' })).rejects.toMatchObject({
      code: 'store-keyring-unavailable',
    });
    await store.close();
    await (await open(path)).close();
  });
});

it('no secret is in the bytes of the file, its log or its shared memory', async () => {
  const path = fresh();
  const store = await open(path);
  await fill(store, 3);
  await store.pending.put({ state: 'state-1', payload: new Secret('payload-1'), expiresAtMs: 9e15 });
  await store.keys.rotateDataKey();
  const bytes = readdirSync(join(path, '..'))
    .filter((name) => name.startsWith('store.db') && !name.endsWith('.locks'))
    .map((name) => [name, readFileSync(join(path, '..', name), 'latin1')] as const);
  expect(bytes.map(([name]) => name).sort()).toEqual(['store.db', 'store.db-shm', 'store.db-wal']);
  const whole = bytes.map(([, text]) => text).join('');
  for (const secret of ['refresh-1', 'access-1', 'client-secret-1', 'payload-1', 'ab'.repeat(32)]) {
    expect(whole.includes(secret), secret).toBe(false);
    expect(whole.includes(Buffer.from(secret).toString('base64')), secret).toBe(false);
  }
  expect(whole.includes(Buffer.from('ab'.repeat(32), 'hex').toString('latin1'))).toBe(false);
  // That the search would find it: an address is there in the clear.
  expect(whole.includes('anna1@contoso.com')).toBe(true);
  await store.close();
});

function brokenKeyring(): Keyring {
  const refuse = () => Promise.reject(fail('store-keyring-unavailable', { reason: 'no session' }));
  return { get: refuse, set: refuse };
}
