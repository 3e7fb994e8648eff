// Several processes on one store, as on any machine where mutt, msmtp and a cron job share a mailbox.

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wordsFor } from '../kit/programs/programs.ts';
import { startTokenServer, type TokenServer } from './token-server.ts';
import { connectAnna, openWorld } from './world.ts';

type Worker = ChildProcessByStdio<Writable, Readable, null>;

let directory: string;
let server: TokenServer;
const workers: Worker[] = [];

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'mailgrant-processes-'));
  server = await startTokenServer();
});

afterEach(async () => {
  for (const worker of workers.splice(0)) worker.kill('SIGKILL');
  await server.close();
  rmSync(directory, { recursive: true });
});

async function start(callers: number): Promise<{ worker: Worker; lines: AsyncIterator<string> }> {
  const worker = spawn(
    process.execPath,
    [...wordsFor('test/broker/worker.ts'), join(directory, 'store.db'), server.url, `${callers}`],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  workers.push(worker);
  const lines = createInterface({ input: worker.stdout })[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe('ready');
  return { worker, lines };
}

async function anna(): Promise<void> {
  const { store, broker } = await openWorld(join(directory, 'store.db'), server.url);
  await connectAnna(store);
  await broker.close();
  await store.close();
}

/** Each round starts a process: CI runs the whole count once, on the oldest Node; everybody else gets a sample. */
const rounds = process.env['CI'] && process.versions.node.startsWith('20.') ? 200 : 24;

describe('several processes on one store', () => {
  it('send one refresh for 1,000 callers in four processes, and all get its token', async () => {
    await anna();
    server.delayMs = 200;
    const started = await Promise.all([start(250), start(250), start(250), start(250)]);
    for (const { worker } of started) worker.stdin.write('go\n');
    const tokens = await Promise.all(started.map(async ({ lines }) => (await lines.next()).value as string));
    expect(new Set(tokens)).toEqual(new Set(['access-1']));
    expect(server.asked).toEqual(['first']);
  }, 60_000);

  it('lose no grant when one is killed at any moment of a refresh', async () => {
    await anna();
    const { store, broker } = await openWorld(join(directory, 'store.db'), server.url);
    const account = await store.accounts.get('anna');
    if (!account) throw new Error('anna is connected');
    const next = Array.from({ length: 8 }, () => start(1));
    for (let round = 0; round < rounds; round += 1) {
      const current = await store.grants.get(account.id);
      expect(current?.refreshToken && server.issued.has(current.refreshToken.reveal())).toBe(true);
      for (const token of await store.grants.tokens(account.id)) {
        await store.grants.forgetToken(account.id, token.resource, token.generation, token.expiresAtMs);
      }
      const ready = next.shift();
      if (!ready) throw new Error('a worker is always on its way');
      const { worker } = await ready;
      next.push(start(1));
      server.delayMs = round % 4;
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      const asked = server.nextAsked();
      worker.stdin.write('go\n');
      // From "nothing sent yet" to "sent" by the clock; from "being answered" to "written" after the question, which on a
      // busy machine may take its time.
      if (round % 2 === 1) await asked;
      await new Promise((resolve) =>
        setTimeout(resolve, round % 2 === 1 ? (round * 7) % 60 : (round * 37) % 200),
      );
      worker.kill('SIGKILL');
      await ended;
    }
    for (const ready of next) (await ready).worker.kill('SIGKILL');
    // The lock died with its last holder, and the grant still works.
    const before = server.asked.length;
    expect(before).toBeGreaterThanOrEqual(rounds / 2);
    await expect(broker.refresh('anna')).resolves.toMatchObject({ username: 'anna@contoso.example' });
    await broker.close();
    await store.close();
  }, 300_000);
});
