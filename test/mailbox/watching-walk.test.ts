// Somebody works in a mailbox while its watcher's line is bad and the server is stopped and started: what was told is
// exactly the difference between how it was and how it is. Seeded; the seed is in the title.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import type { MailboxEvent, WatchOptions } from '../../src/mailbox/watching/events.ts';
import { createFetch } from '../../src/net/fetch.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { type CuttingProxy, cuttingProxy } from '../kit/cutting-proxy.ts';
import { hurriedClock } from '../kit/hurried-clock.ts';
import { mintedTokens } from '../kit/minted-tokens.ts';
import { type Seeded, seeded } from '../kit/seeded.ts';
import { Listening, letter, mailboxOver } from '../kit/watch-world.ts';
import { wayTo } from '../kit/way-to.ts';

const anna = seed.contoso.anna.name;
const folders = ['inbox', 'archive'] as const;
const closers: Array<() => Promise<void> | void> = [];
afterEach(async () => {
  for (const close of closers.reverse()) await close();
  closers.length = 0;
});

/** Which messages there are, with their flags. */
type Model = Map<string, string>;

const shown = (event: MailboxEvent): string => JSON.stringify(event.message?.flags);

/** Applies an event; a problem where it does not fit: told twice, or told although nothing has changed. */
function replay(model: Model, event: MailboxEvent): string | undefined {
  const { kind, id } = event;
  const before = model.get(id);
  if (kind === 'deleted') {
    model.delete(id);
    return before === undefined ? `deleted twice: ${id}` : undefined;
  }
  model.set(id, shown(event));
  if (kind === 'created') return before === undefined ? undefined : `created twice: ${id}`;
  if (before === undefined) return `updated, but not there: ${id}`;
  return before === shown(event) ? `updated twice: ${id}` : undefined;
}

async function modelOf(box: Mailbox, via: 'imap' | 'graph'): Promise<Model> {
  const model: Model = new Map();
  for (const folder of folders) {
    for await (const { id, flags } of box.list(folder, { via })) model.set(id, JSON.stringify(flags));
  }
  return model;
}

const ways: ReadonlyArray<[string, number, WatchOptions & { via: 'imap' | 'graph' }]> = [
  ['IDLE', 20_261_126, { via: 'imap' }],
  ['IDLE', 7, { via: 'imap' }],
  ['polls of the delta', 11, { via: 'graph', pollMs: 300 }],
  ['notifications', 13, { via: 'graph', notify: {} }],
];

describe.each(ways)('a walk watched by %s, seed %i', (_, number, options) => {
  it('is told without a gap and without anything twice', { timeout: 60_000 }, async () => {
    const chance = seeded(number);
    const data = mkdtempSync(join(tmpdir(), 'watched-'));
    closers.push(() => rmSync(data, { recursive: true, force: true }));
    let sandbox = await startSandbox({ data });
    closers.push(() => sandbox.close());
    const { imap } = sandbox.cloud.servers;
    const graphPort = Number(new URL(sandbox.urls.graph).port);
    const ports = {
      ...Object.fromEntries(Object.entries(sandbox.servers).map(([door, { port }]) => [door, port])),
      graph: graphPort,
    };
    const ca = sandbox.ca.pem;
    const toImap = await cuttingProxy({ port: imap.port, ca });
    const toGraph = await cuttingProxy({ port: graphPort, ca });
    const lines: readonly CuttingProxy[] = [toImap, toGraph];
    for (const line of lines) closers.push(() => line.close());
    const trusted = `${ca}\n${toImap.ca}\n${toGraph.ca}`;
    const tokens = mintedTokens(() => sandbox);
    const clock = hurriedClock(8);
    const watched = await mailboxOver(sandbox, tokens, {
      clock,
      dialer: wayTo(trusted),
      fetch: await createFetch({ caPem: trusted }),
      servers: {
        ...sandbox.cloud.servers,
        imap: { host: toImap.host, port: toImap.port, security: 'tls' },
        graph: `https://${toGraph.host}:${toGraph.port}`,
      },
    });
    closers.push(() => watched.close());

    for (let at = 0; at < 12; at += 1) sandbox.mail.deliver(letter(`first-${at}`), anna);
    const direct = await mailboxOver(sandbox, tokens);
    closers.push(() => direct.close());
    const model = await modelOf(direct, options.via);

    const ends = new AbortController();
    closers.push(() => ends.abort());
    const heard = new Listening();
    heard.listen(watched.watch(folders, { ...options, signal: ends.signal, onStatus: heard.onStatus }));
    await heard.status('connected', folders.length);

    let made = 0;
    for (let step = 0; step < 120; step += 1) {
      work(sandbox, chance, () => (made += 1));
      if (chance.chance(0.08)) for (const line of lines) line.endAll();
      if (chance.chance(0.05)) {
        const trouble = { afterBytes: chance.below(6_000), direction: 'to-client', kind: 'cut' } as const;
        for (const line of lines) line.next(trouble, trouble);
        for (const line of lines) line.endAll();
      }
      if (step % 50 === 25) {
        await sandbox.close();
        for (let offline = 0; offline < 2; offline += 1) await turns(5);
        sandbox = await startSandbox({ data, ports });
      }
      if (chance.chance(0.5)) await turns(chance.below(30));
    }
    const problems: string[] = [];
    let replayed = 0;
    const caughtUp = async (): Promise<void> => {
      const wanted = await modelOf(direct, options.via);
      await heard.until(({ events }) => {
        for (; replayed < events.length; replayed += 1) {
          const event = events[replayed];
          const problem = event && replay(model, event);
          if (problem) problems.push(problem);
        }
        return problems.length > 0 || same(model, wanted);
      });
    };
    await caughtUp();
    // And once more: what is told twice after everything was told comes before this.
    for (const folder of folders) sandbox.mail.deliver(letter(`last-of-${folder}`), anna, { folder });
    await caughtUp();
    expect(problems).toEqual([]);
    expect(heard.events.length).toBeGreaterThan(60);
    ends.abort();
    await heard.ended();
  });
});

function same(one: Model, other: Model): boolean {
  return one.size === other.size && [...one].every(([id, flags]) => other.get(id) === flags);
}

/** One thing that somebody does by another door. */
function work(sandbox: Sandbox, chance: Seeded, next: () => number): void {
  const mailbox = sandbox.mail.mailbox(anna);
  if (!mailbox) throw new Error('anna has a mailbox');
  const items = folders.flatMap((name) => [...sandbox.mail.list(anna, name)]);
  const item = items[chance.below(items.length)];
  const what = chance.pick(['deliver', 'deliver', 'flag', 'flag', 'move', 'expunge', 'burst']);
  if (what === 'deliver' || !item) {
    sandbox.mail.deliver(letter(`walk-${next()}`), anna, { folder: chance.pick(folders) });
  } else if (what === 'burst') {
    for (let at = 0; at < 3; at += 1) sandbox.mail.deliver(letter(`walk-${next()}`), anna);
  } else if (what === 'flag') {
    mailbox.setFlags(
      item,
      chance.pick([[], ['\\Seen'], ['\\Flagged'], ['\\Answered'], ['\\Seen', '\\Flagged']]),
    );
  } else if (what === 'expunge') {
    mailbox.expunge(item);
  } else {
    const other = item.folder === mailbox.wellKnown('archive') ? 'inbox' : 'archive';
    mailbox.move(item, mailbox.wellKnown(other));
  }
}

async function turns(count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) await new Promise((resolve) => setImmediate(resolve));
}
