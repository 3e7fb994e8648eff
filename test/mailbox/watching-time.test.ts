// A watch on a machine whose clock is set or stands still: whoever sleeps for three hours wakes up with dead connections
// and an old token, and whoever sets the clock back must not wait for it to come round again.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import type { WatchOptions } from '../../src/mailbox/watching/events.ts';
import { createFetch } from '../../src/net/fetch.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { type CuttingProxy, cuttingProxy } from '../kit/cutting-proxy.ts';
import { type HurriedClock, hurriedClock } from '../kit/hurried-clock.ts';
import { mintedTokens } from '../kit/minted-tokens.ts';
import { Listening, letter, mailboxOver } from '../kit/watch-world.ts';
import { wayTo } from '../kit/way-to.ts';

const anna = seed.contoso.anna.name;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
let sandbox: Sandbox;
let clock: HurriedClock;
let lines: readonly CuttingProxy[];
let box: Mailbox;
let ends: AbortController;
let folder: string;
let heard: Listening;

beforeEach(async () => {
  sandbox = await startSandbox();
  const { imap } = sandbox.cloud.servers;
  const ca = sandbox.ca.pem;
  const toImap = await cuttingProxy({ port: imap.port, ca });
  const toGraph = await cuttingProxy({ port: Number(new URL(sandbox.urls.graph).port), ca });
  const trusted = `${ca}\n${toImap.ca}\n${toGraph.ca}`;
  lines = [toImap, toGraph];
  clock = hurriedClock(120);
  ends = new AbortController();
  folder = mkdtempSync(join(tmpdir(), 'watched-'));
  box = await mailboxOver(
    sandbox,
    mintedTokens(() => sandbox),
    {
      clock,
      dialer: wayTo(trusted),
      fetch: await createFetch({ caPem: trusted }),
      servers: {
        ...sandbox.cloud.servers,
        imap: { host: toImap.host, port: toImap.port, security: 'tls' },
        graph: `https://${toGraph.host}:${toGraph.port}`,
      },
    },
  );
});
afterEach(async () => {
  ends.abort();
  await heard.ended();
  await box.close();
  for (const line of lines) await line.close();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const deliver = (name: string): void => {
  if (!sandbox.mail.deliver(letter(name), anna)) throw new Error('the message was delivered');
};
const created = (...names: string[]): string[] =>
  names.map((name) => `created inbox:${name}@contoso.example`);
function listen(options: WatchOptions & { via?: 'imap' | 'graph' }): void {
  heard = new Listening();
  heard.listen(box.watch('inbox', { signal: ends.signal, onStatus: heard.onStatus, ...options }));
}

const ways: ReadonlyArray<[string, WatchOptions & { via: 'imap' | 'graph' }]> = [
  ['IDLE', { via: 'imap' }],
  ['polls of the delta', { via: 'graph', pollMs: 20_000 }],
  ['notifications', { via: 'graph', notify: {} }],
];

describe.each(ways)('a watch by %s', (_, options) => {
  it('wakes up after three hours of sleep and tells what came meanwhile, once', {
    timeout: 30_000,
  }, async () => {
    listen(options);
    await heard.status('connected');
    // The servers have long forgotten these connections; nobody on this side was told.
    for (const line of lines) line.stallAll();
    deliver('asleep');
    sandbox.clock.advance(3 * hourMs);
    clock.jump(3 * hourMs);
    await heard.until(({ events }) => events.length === 1);
    deliver('awake');
    await heard.until(({ events }) => events.length === 2);
    expect(heard.told).toEqual(created('asleep', 'awake'));
  });

  it.each([
    ['ahead by a day', dayMs],
    ['back by a day', -dayMs],
    ['back by less than a tick', -4_000],
  ])('goes on as before when the clock is set %s', { timeout: 30_000 }, async (_name, ms) => {
    const stateFile = join(folder, 'state');
    listen({ ...options, stateFile });
    await heard.status('connected');
    deliver('before');
    await heard.until(({ events }) => events.length === 1);
    const atFirst = readFileSync(stateFile, 'utf8');
    clock.jump(ms);
    deliver('after');
    await heard.until(({ events }) => events.length === 2);
    await expect.poll(() => readFileSync(stateFile, 'utf8')).not.toBe(atFirst);
    deliver('and-on');
    await heard.until(({ events }) => events.length === 3);
    expect(heard.told).toEqual(created('before', 'after', 'and-on'));
  });
});

describe('a subscription of a machine that slept', () => {
  it('is renewed on waking, although its timer has stood still', { timeout: 30_000 }, async () => {
    listen({ notify: {} });
    await heard.status('connected');
    const [before] = sandbox.subscriptions.all();
    const { expiresAtMs = 0, id } = before ?? {};
    // Past half of its life, before its end; the timer for half of its life has hardly run.
    sandbox.clock.advance(4 * dayMs);
    clock.jump(4 * dayMs);
    await heard.status('renewed');
    const [after] = sandbox.subscriptions.all();
    expect(after?.id).toBe(id);
    expect(after?.expiresAtMs).toBeGreaterThan(expiresAtMs + 3 * dayMs);
  });

  it('is made again where it has ended meanwhile, and nothing is missed', { timeout: 30_000 }, async () => {
    listen({ notify: {} });
    await heard.status('connected');
    const [before] = sandbox.subscriptions.all();
    sandbox.clock.advance(8 * dayMs);
    deliver('unheard');
    clock.jump(8 * dayMs);
    await heard.status('subscribed', 2);
    await heard.until(({ events }) => events.length === 1);
    deliver('heard');
    await heard.until(({ events }) => events.length === 2);
    expect(heard.told).toEqual(created('unheard', 'heard'));
    expect(heard.statuses.map(({ kind }) => kind)).toContain('subscription-lost');
    expect(sandbox.subscriptions.all().map(({ id }) => id)).not.toContain(before?.id);
  });
});
