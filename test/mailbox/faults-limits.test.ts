// What a server asks for is done: pauses are kept, its limits are never gone over by however many users of one mailbox, and
// a token that runs out or is revoked in the middle of a download is another or an error that says to sign in. Time is
// hurried: a wait of a minute is over in two seconds.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../src/base/clock.ts';
import type { Service } from '../../src/base/token-source.ts';
import { fail } from '../../src/errors/error.ts';
import { LimitsRegistry } from '../../src/mail/limits.ts';
import type { ReadService } from '../../src/mailbox/doors/door.ts';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import { createFetch } from '../../src/net/fetch.ts';
import { hurriedClock } from '../kit/hurried-clock.ts';
import { withFile } from '../kit/mail-corpus.ts';
import { anna, type BadLine, badLine, bytesOf, outcomeOf, readServices } from './bad-line.ts';

const clock: Clock = hurriedClock(30);
const limitMs = 25_000;
const largeId = '<file.7.1@mail.contoso.example>';
const large = withFile(7, 1, Date.UTC(2026, 9, 1), 3_000_000);

let world: BadLine;
beforeAll(async () => {
  // The server's time is hurried too: its backoffs end when ours do.
  world = await badLine({ seed: 7, count: 30, clock });
  world.sandbox.mail.deliver(large, anna, { receivedMs: clock.now() });
});
afterAll(() => world?.close());
beforeEach(() => {
  world.sandbox.faults.clear();
  for (const service of readServices) {
    world.lines[service].always(undefined);
    world.lines[service].bytesPerSecond = undefined;
    world.lines[service].endAll();
  }
});

async function using<T>(box: Mailbox, work: (box: Mailbox) => Promise<T>): Promise<T> {
  try {
    return await work(box);
  } finally {
    await box.close();
  }
}

async function count(messages: AsyncIterable<unknown>): Promise<number> {
  let seen = 0;
  for await (const _ of messages) seen += 1;
  return seen;
}

describe('a pause that the server asks for', () => {
  it.each([
    ['http-429', 20],
    ['http-503', 20],
  ] as const)('is kept: Graph, %s', async (kind, retryAfter) => {
    world.sandbox.faults.add({ where: 'graph', kind, retryAfter, times: 2 });
    const startedMs = clock.now();
    const all = await using(await world.open({ clock }), (box) => count(box.list('inbox', { via: 'graph' })));
    expect(all).toBe(31);
    expect(clock.now() - startedMs).toBeGreaterThanOrEqual(retryAfter * 1000);
    expect(world.sandbox.faults.pending()).toEqual([]);
  });

  it('is kept: IMAP, "Suggested Backoff Time"', async () => {
    const settings = world.sandbox.directory.mailboxByAddress(anna);
    if (!settings) throw new Error('the mailbox is there');
    const startedMs = clock.now();
    world.sandbox.throttles.refuse(settings, 60_000);
    const all = await using(await world.open({ clock }), (box) => count(box.list('inbox', { via: 'imap' })));
    expect(all).toBe(31);
    expect(clock.now() - startedMs).toBeGreaterThanOrEqual(60_000);
  });
});

describe('twenty users of one mailbox', () => {
  it.each(readServices)('stay within what %s allows', { timeout: 120_000 }, async (via) => {
    const line = world.lines[via];
    const registry = new LimitsRegistry(clock);
    const { places } = registry.of(anna).gate(via);
    const plain = await createFetch({ caPem: line.ca });
    let [underWay, mostUnderWay] = [0, 0];
    // A request is under way until its answer has been read.
    const counting: typeof fetch = async (input, init) => {
      underWay += 1;
      mostUnderWay = Math.max(mostUnderWay, underWay);
      try {
        const answer = await plain(input, init);
        const body = await answer.arrayBuffer();
        const empty = [204, 205, 304].includes(answer.status);
        return new Response(empty ? null : body, { status: answer.status, headers: answer.headers });
      } finally {
        underWay -= 1;
      }
    };
    const users = Array.from({ length: 20 }, async () => {
      const box = await world.open({ clock, limits: registry.of(anna), fetch: counting });
      return using(box, async (box) => {
        const all = await count(box.list('inbox', { via }));
        const source = await bytesOf(box.source(largeId, { via }));
        return { all, same: source.equals(large) };
      });
    });
    const results = await Promise.all(users);
    expect(new Set(results.map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify({ all: 31, same: true })]),
    );
    if (via === 'graph') {
      expect(mostUnderWay).toBeLessThanOrEqual(places);
      expect(mostUnderWay).toBeGreaterThan(1);
    } else {
      expect(line.mostOpen).toBeLessThanOrEqual(places);
    }
    expect(registry.of(anna).gate(via).taken).toBe(0);
  });
});

describe('in the middle of a download', () => {
  /** Reads slowly enough that something can happen, and has it happen after the first piece. */
  async function interrupted(box: Mailbox, via: ReadService, happen: () => void): Promise<Buffer> {
    const pieces: Uint8Array[] = [];
    const line = world.lines[via];
    line.bytesPerSecond = 4_000_000;
    for await (const piece of box.source(largeId, { via })) {
      if (pieces.length === 0) happen();
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  }

  it.each(readServices)('%s: a token that runs out is replaced, and no byte is lost', async (via) => {
    const outcome = await using(await world.open(), (box) =>
      outcomeOf(
        interrupted(box, via, () => {
          world.sandbox.clock.advance('2h');
          world.lines[via].endAll();
        }),
        limitMs,
      ),
    );
    expect(outcome.kind).toBe('done');
    expect(outcome.kind === 'done' && large.equals(outcome.value as Buffer)).toBe(true);
  });

  it.each(readServices)('%s: a consent that is withdrawn is an error that says to sign in', async (via) => {
    let revoked = false;
    const token = (service: Service): string => {
      if (!revoked) return world.token(service);
      throw fail('grant-revoked', { vendor: 'AADSTS50173' });
    };
    const work = using(await world.open({ token }), (box) =>
      interrupted(box, via, () => {
        revoked = true;
        world.sandbox.clock.advance('2h');
        world.lines[via].endAll();
      }),
    );
    await expect(work).rejects.toMatchObject({ code: 'grant-revoked', retry: 'signIn' });
  });
});
