// What can be wrong with the file, the disk and the neighbours: each has its error, and nothing is overwritten.

import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/base/secret.ts';
import { SqliteConnection } from '../../src/store/sqlite/connection.ts';
import { wordsFor } from '../kit/programs/programs.ts';
import { fill, open, raw, testDirectory } from './places.ts';
import { exchange, newAccount, newToken } from './records.ts';

const directory = testDirectory();
const posix = process.platform !== 'win32';
const root = process.getuid?.() === 0;
let count = 0;
const fresh = (): string => join(directory, `${++count}`, 'store.db');

async function made(accounts = 1): Promise<string> {
  const path = fresh();
  const store = await open(path);
  await fill(store, accounts);
  await store.close();
  return path;
}

describe('opening refuses, and leaves alone,', () => {
  const bytesOf = (path: string): Buffer => readFileSync(path);

  it('a file that is not there, if none is to be made', async () => {
    const path = fresh();
    await expect(open(path, { create: false })).rejects.toMatchObject({ code: 'store-not-found' });
    expect(existsSync(join(path, '..'))).toBe(false);
  });

  it('an empty file, if none is to be made', async () => {
    const path = join(directory, 'empty.db');
    writeFileSync(path, '', { mode: 0o600 });
    await expect(open(path, { create: false })).rejects.toMatchObject({ code: 'store-not-found' });
    expect(statSync(path).size).toBe(0);
    await (await open(path)).close();
  });

  it('a directory', async () => {
    await expect(open(directory)).rejects.toMatchObject({ code: 'store-cannot-open' });
  });

  it('a path below a file', async () => {
    const path = join(directory, 'plain');
    writeFileSync(path, '');
    await expect(open(join(path, 'store.db'))).rejects.toMatchObject({ code: 'store-cannot-open' });
  });

  it('a text file', async () => {
    const path = join(directory, 'notes.txt');
    writeFileSync(path, 'These are my notes.\n'.repeat(400), { mode: 0o600 });
    const before = bytesOf(path);
    await expect(open(path)).rejects.toMatchObject({ code: 'store-foreign-file' });
    expect(bytesOf(path).equals(before)).toBe(true);
  });

  it.each([
    ['without an application id', ''],
    ['with its own application id', 'pragma application_id = 42;'],
  ])('the SQLite database of another program %s', async (_, pragma) => {
    const path = join(directory, `foreign-${++count}.db`);
    const file = raw(path);
    file.exec(`${pragma} create table bookmarks (url text); insert into bookmarks values ('x')`);
    file.close();
    chmodSync(path, 0o600);
    const before = bytesOf(path);
    await expect(open(path)).rejects.toMatchObject({ code: 'store-foreign-file' });
    expect(bytesOf(path).equals(before)).toBe(true);
    expect(readdirSync(directory).filter((name) => name.startsWith(`foreign-${count}.db-`))).toEqual([]);
  });

  it('a store of a newer version', async () => {
    const path = await made();
    const file = raw(path);
    file.exec('update store set format = 99');
    file.close();
    const before = bytesOf(path);
    await expect(open(path)).rejects.toMatchObject({ code: 'store-newer', details: { format: 99 } });
    expect(bytesOf(path).equals(before)).toBe(true);
  });

  it('a store whose first page is damaged', async () => {
    const path = await made();
    damage(path, 100, 400);
    const before = bytesOf(path);
    await expect(open(path)).rejects.toMatchObject({ code: 'store-corrupt' });
    expect(bytesOf(path).equals(before)).toBe(true);
  });

  it.runIf(posix && root)('a store that this user may not read', async () => {
    const path = await made();
    expect(openedByNobody(path)).toMatch(/^(store-cannot-open|store-file-wide)$/);
  });

  it.runIf(posix && root)('a store that others may read and this user may not close to them', async () => {
    const path = await made();
    chmodSync(path, 0o666);
    chmodSync(directory, 0o755);
    chmodSync(join(path, '..'), 0o755);
    expect(openedByNobody(path)).toBe('store-file-wide');
    expect(statSync(path).mode & 0o777).toBe(0o666);
  });

  it.runIf(posix && root)('to make a store where this user may not write', async () => {
    const path = join(directory, 'locked-up', 'store.db');
    mkdirSync(join(path, '..'), { mode: 0o755 });
    chmodSync(directory, 0o755);
    expect(openedByNobody(path)).toBe('store-cannot-open');
  });

  it.runIf(posix && root)('a store in a directory that takes no files', async () => {
    const path = await made();
    chmodSync(directory, 0o755);
    chmodSync(join(path, '..'), 0o755);
    chownSync(path, 65534, 65534);
    // The file may be written and its directory not: there is no room for the log beside it.
    expect(openedByNobody(path)).toMatch(/^store-(read-only|cannot-open)$/);
  });
});

describe.runIf(posix)('permissions', () => {
  it('of a new store let nobody else in, whatever the umask', async () => {
    const path = fresh();
    const umask = process.umask(0);
    try {
      const store = await open(path);
      await fill(store);
      const release = await store.lockGrant((await store.accounts.list())[0]?.id ?? failed(), never);
      const mode = (name: string) => statSync(name).mode & 0o777;
      expect(mode(join(path, '..'))).toBe(0o700);
      for (const name of [path, `${path}-wal`, `${path}-shm`]) expect(mode(name), name).toBe(0o600);
      expect(mode(`${path}.locks`)).toBe(0o700);
      release();
      await store.close();
    } finally {
      process.umask(umask);
    }
  });

  it('that are too wide are tightened', async () => {
    const path = await made();
    chmodSync(path, 0o644);
    await (await open(path)).close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('of a directory that was there before are left as they are', async () => {
    const parent = join(directory, 'shared');
    mkdirSync(parent);
    chmodSync(parent, 0o755);
    await (await open(join(parent, 'store.db'))).close();
    expect(statSync(parent).mode & 0o777).toBe(0o755);
  });
});

describe('at run time', () => {
  it('a damaged page is reported by whoever reads it, and nothing is written over it', async () => {
    const path = await made(200);
    const whole = readFileSync(path);
    // Everything after the first pages: some table or index is hit wherever the reader goes.
    damage(path, 3 * 4096, whole.length - 3 * 4096);
    const before = readFileSync(path);
    const outcome = await open(path).then(
      async (store) => {
        const outcomes = await Promise.allSettled([store.view('anna-150', exchange), store.accounts.list()]);
        await store.close();
        return outcomes.find((each) => each.status === 'rejected')?.reason as unknown;
      },
      (error: unknown) => error,
    );
    expect(outcome).toMatchObject({ code: 'store-corrupt' });
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('a full disk refuses the write and keeps everything from before', async () => {
    const path = await made();
    const connection = new SqliteConnection(path, 100);
    const pages = Number(connection.pragma('page_count'));
    connection.exec(`pragma max_page_count = ${pages}`);
    const write = () => {
      connection.exec('begin immediate');
      connection.rows('insert into pending_consent values ($1, 1, $2)', ['s', Buffer.alloc(100_000)]);
    };
    expect(write).toThrow(expect.objectContaining({ code: 'store-disk-full' }));
    connection.close();
    const store = await open(path);
    expect((await store.view('anna', exchange))?.token?.accessToken?.reveal()).toBe('access-1');
    await store.close();
  });

  it.runIf(process.platform === 'linux' && root)('a disk that really is full does the same', async () => {
    const mount = join(directory, 'small');
    mkdirSync(mount);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', mount]);
    // A container without the right to mount has the test above.
    if (mounted.status !== 0) return;
    try {
      const path = join(mount, 'store.db');
      const store = await open(path);
      await fill(store);
      const [app] = await store.apps.list();
      const long = new Secret('x'.repeat(50_000));
      let refused: unknown;
      for (let number = 0; number < 40 && !refused; number += 1) {
        const account = newAccount(app?.id ?? failed(), { address: `ben${number}@contoso.com` });
        await store.grants
          .consent(account, long, [newToken({ accessToken: long })], 1)
          .catch((error: unknown) => {
            refused = error;
          });
      }
      expect(refused).toMatchObject({ code: 'store-disk-full', retry: 'later' });
      expect((await store.view('anna', exchange))?.token?.accessToken?.reveal()).toBe('access-1');
      const accounts = await store.accounts.list();
      await store.close();
      const again = await open(path);
      expect(await again.accounts.list()).toEqual(accounts);
      await again.close();
    } finally {
      // Lazily: SQLite may hold its files until the garbage is collected.
      spawnSync('umount', ['-l', mount]);
    }
  });

  it('a neighbour that keeps writing is waited for, then named', async () => {
    const path = await made();
    const store = await open(path, { busyTimeoutMs: 30 });
    const neighbour = raw(path);
    neighbour.exec('begin immediate');
    await expect(fill(store)).rejects.toMatchObject({
      code: 'store-locked',
      retry: 'later',
      details: { waitedMs: 30 },
    });
    // Reading is not writing: the hot path does not wait.
    expect(await store.view('anna', exchange)).toBeDefined();
    neighbour.exec('rollback');
    neighbour.close();
    await store.pending.put({ state: 's', payload: new Secret('p'), expiresAtMs: 1 });
    await store.close();
  });

  it('a read never sees half of a write that is under way', async () => {
    const path = await made();
    const store = await open(path);
    const { id } = (await store.accounts.get('anna')) ?? failed();
    const writing = store.grants.signOut(id);
    const seen: Array<readonly [number | undefined, boolean]> = [];
    let done = false;
    void writing.then(() => {
      done = true;
    });
    while (!done) {
      const view = await store.view('anna', exchange);
      seen.push([view?.grant.generation, view?.token !== undefined]);
    }
    await writing;
    for (const each of seen)
      expect([
        [1, true],
        [2, false],
      ]).toContainEqual(each);
    await store.close();
  });

  it('closing refuses who still waits for a lock, and leaves nothing behind', async () => {
    const path = await made();
    const store = await open(path);
    const { id } = (await store.accounts.get('anna')) ?? failed();
    await store.lockGrant(id, never);
    const waiting = expect(store.lockGrant(id, never)).rejects.toMatchObject({ code: 'store-closed' });
    await store.close();
    await waiting;
    // Everything is in the file itself; an empty log may lie beside it until the driver lets go.
    const left = readdirSync(join(path, '..')).filter((name) => !/-shm$|\.locks$/.test(name));
    for (const name of left) {
      if (name !== 'store.db')
        expect([name, statSync(join(path, '..', name)).size]).toEqual(['store.db-wal', 0]);
    }
    await expect(store.close()).rejects.toThrow('once');
  });

  it('a store copied while it is closed opens as the original', async () => {
    const path = await made();
    const copy = fresh();
    mkdirSync(join(copy, '..'));
    cpSync(path, copy);
    const store = await open(copy);
    expect((await store.view('anna', exchange))?.token?.accessToken?.reveal()).toBe('access-1');
    await store.close();
  });
});

const never = new AbortController().signal;

function failed(): never {
  throw new Error('the test expected a value');
}

function damage(path: string, from: number, length: number): void {
  const handle = openSync(path, 'r+');
  writeSync(handle, Buffer.alloc(length, 0x5a), 0, length, from);
  closeSync(handle);
}

/** The code of the error that the user "nobody" gets. */
function openedByNobody(path: string): string {
  const result = spawnSync(process.execPath, [...wordsFor('test/store/open-child.ts'), path], {
    encoding: 'utf8',
  });
  return result.stdout.trim() || result.stderr;
}
