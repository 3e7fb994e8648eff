// Several processes on one store, and processes that are killed in the middle of things.

import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import type { AccountId } from '../../src/base/token-source.ts';
import type { Store } from '../../src/store/store.ts';
import { wordsFor } from '../kit/programs/programs.ts';
import { fill, open, raw, testDirectory } from './places.ts';
import { exchange } from './records.ts';

const directory = testDirectory();
let count = 0;
const fresh = (): string => join(directory, `${++count}`, 'store.db');
const children = new Set<Child>();

afterEach(async () => {
  for (const child of children) await child.kill();
  children.clear();
});

async function made(): Promise<{ path: string; store: Store; id: AccountId }> {
  const path = fresh();
  const store = await open(path);
  await fill(store);
  const account = await store.accounts.get('anna');
  if (!account) throw new Error('the test expected an account');
  return { path, store, id: account.id };
}

describe('the lock of a grant', () => {
  it('is refused to this process while another holds it, and given when that one gives it back', async () => {
    const { path, store, id } = await made();
    const holder = await start('hold', path);
    await expect(store.lockGrant(id, AbortSignal.timeout(100))).rejects.toThrow('timeout');
    const waiting = store.lockGrant(id, AbortSignal.timeout(10_000));
    holder.end();
    (await waiting)();
    await store.close();
  });

  it('is free at once when its holder is killed', async () => {
    const { path, store, id } = await made();
    const holder = await start('hold', path);
    const waiting = store.lockGrant(id, AbortSignal.timeout(10_000));
    const killedAt = performance.now();
    await holder.kill();
    (await waiting)();
    expect(performance.now() - killedAt).toBeLessThan(1_000);
    await store.close();
  });
});

it('the change counter tells of the writes of another process', async () => {
  const { path, store } = await made();
  const [before, version] = [store.changeCounter(), store.version()];
  expect(store.changeCounter()).toBe(before);
  const writer = await start('write', path);
  await writer.line((line) => Number(line) >= 3);
  expect(store.changeCounter()).not.toBe(before);
  expect(store.version()).not.toBe(version);
  await writer.kill();
  const after = store.changeCounter();
  expect(store.changeCounter()).toBe(after);
  await store.close();
});

it('a writer that is killed at any moment loses nothing that it acknowledged', async () => {
  const { path, store } = await made();
  for (let round = 0; round < 30; round += 1) {
    const writer = await start('write', path);
    const enough = 1 + ((round * 7) % 40);
    await writer.line((line) => Number(line) >= enough);
    await writer.kill();
    const acknowledged = Number(writer.last);
    const view = await store.view('anna', exchange);
    // The one write that was under way may have been committed and not yet acknowledged.
    expect(view?.token?.expiresAtMs).toBeGreaterThanOrEqual(acknowledged);
    expect(view?.token?.expiresAtMs).toBeLessThanOrEqual(acknowledged + 1);
    expect(view?.token?.accessToken?.reveal()).toBe(`access-${view?.token?.expiresAtMs}`);
    expect(view?.grant.refreshToken?.reveal()).toBe(`refresh-${view?.token?.expiresAtMs}`);
  }
  await store.close();
  const file = raw(path);
  expect(file.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  file.close();
}, 120_000);

it('keys rotate while another process writes, and both go on', async () => {
  const { path, store } = await made();
  const writer = await start('pace', path);
  for (let round = 0; round < 10; round += 1) {
    const from = Number(writer.last);
    await store.keys.rotateDataKey();
    await writer.line((line) => Number(line) > from + 2);
    expect((await store.view('anna', exchange))?.token?.accessToken?.reveal()).toMatch(/^access-/);
  }
  writer.end();
  expect(await writer.exit).toBe(0);
  const view = await store.view('anna', exchange);
  expect(view?.token?.accessToken?.reveal()).toBe(`access-${writer.last}`);
  const file = raw(path);
  expect(file.prepare('select id from data_key').all()).toEqual([{ id: 11 }]);
  file.close();
  await store.close();
});

it('processes that make the same store at once agree on one store and one key', async () => {
  const path = fresh();
  const keyFile = join(path, '..', 'store.key');
  const started = await Promise.all([1, 2, 3].map(() => start('create', path, keyFile)));
  for (const child of started) child.end();
  expect(await Promise.all(started.map((child) => child.exit))).toEqual([0, 0, 0]);
  const store = await open(path, { key: { kind: 'file', path: keyFile } });
  expect(readFileSync(keyFile, 'utf8')).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
  await store.close();
});

interface Child {
  readonly exit: Promise<number | null>;
  readonly last: string;
  /** Resolves when a line has come that `enough` accepts. */
  line(enough: (line: string) => boolean): Promise<void>;
  end(): void;
  kill(): Promise<void>;
}

/** Resolves when the child has said its first line. */
async function start(...task: string[]): Promise<Child> {
  const process_: ChildProcess = spawn(
    process.execPath,
    [...wordsFor('test/store/process-child.ts'), ...task],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  let last = '';
  let listen: ((line: string) => void) | undefined;
  const exit = new Promise<number | null>((resolve) => process_.once('close', resolve));
  const child: Child = {
    exit,
    get last() {
      return last;
    },
    line: (enough) =>
      new Promise((resolve, reject) => {
        if (last !== '' && enough(last)) return resolve();
        listen = (line) => enough(line) && resolve();
        void exit.then((code) => reject(new Error(`the child ended with ${code} after "${last}"`)));
      }),
    end: () => process_.stdin?.end(),
    kill: async () => {
      process_.kill('SIGKILL');
      await exit;
    },
  };
  children.add(child);
  const { stdout } = process_;
  if (!stdout) throw new Error('the child has no stdout');
  createInterface({ input: stdout }).on('line', (line) => {
    last = line;
    listen?.(line);
  });
  await child.line(() => true);
  return child;
}
