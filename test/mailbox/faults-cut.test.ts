// The connection is cut after byte n of what the server says, from the greeting on, for a sample of n: what comes of a list
// and of a download is right to the last byte, or an error with a name; it comes in time, and no connection is left. Shorter
// answers are cut at every byte in faults-every-byte.test.ts. MAILGRANT_CUTS=every does so here (minutes), MAILGRANT_CUTS=500
// at so many; the seed is in the title.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../src/base/clock.ts';
import type { ReadService } from '../../src/mailbox/doors/door.ts';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import type { CuttingProxy, Trouble } from '../kit/cutting-proxy.ts';
import { hurriedClock } from '../kit/hurried-clock.ts';
import { seeded } from '../kit/seeded.ts';
import { type BadLine, badLine, bytesOf, type Outcome, outcomeOf, readServices } from './bad-line.ts';

const chosenSeed = Number(process.env['MAILGRANT_CUTS_SEED'] ?? 20_261_126);
const wanted = process.env['MAILGRANT_CUTS'] ?? '12';
/** A minute of waiting is over in less than a second: what a door waits between two tries costs next to nothing. */
const hurried = hurriedClock(60);
const limitMs = 60_000;

interface Work {
  readonly name: string;
  run(box: Mailbox, via: ReadService): Promise<unknown>;
}

let world: BadLine;
let chosenId: string;
beforeAll(async () => {
  world = await badLine({ seed: chosenSeed, count: 12, bytes: 100_000 });
  const box = await world.open();
  try {
    for await (const { id, bytes = 0 } of box.list('inbox', { via: 'imap' })) {
      if (bytes > 4_000 && bytes < 40_000) chosenId ??= id;
    }
  } finally {
    await box.close();
  }
});
afterAll(() => world?.close());

const works: readonly Work[] = [
  {
    name: 'a list',
    async run(box, via) {
      const seen: unknown[] = [];
      for await (const { id, subject, from, receivedAtMs } of box.list('inbox', { via })) {
        seen.push([id, subject, from, receivedAtMs]);
      }
      return seen;
    },
  },
  {
    name: 'a download',
    run: async (box, via) => (await bytesOf(box.source(chosenId, { via }))).toString('latin1'),
  },
];

async function attempt(
  work: Work,
  via: ReadService,
  line: CuttingProxy,
  clock: Clock = hurried,
): Promise<Outcome> {
  const box = await world.open({ clock });
  try {
    return await outcomeOf(work.run(box, via), limitMs);
  } finally {
    await box.close();
    // Graph's connections belong to the HTTP client's pool: they are ended here, as an idle server ends them.
    if (via === 'graph') line.endAll();
    await line.quiet();
  }
}

/** What comes of it on a good line, in the machine's own time: what every other outcome is compared with. */
async function wholeOf(work: Work, via: ReadService, line: CuttingProxy): Promise<Outcome> {
  line.always(undefined);
  const whole = await attempt(work, via, line, systemClock());
  expect(whole).toMatchObject({ kind: 'done' });
  expect(line.lastToClient).toBeGreaterThan(500);
  return whole;
}

function positions(total: number): number[] {
  if (wanted === 'every') return Array.from({ length: total + 1 }, (_, at) => at);
  const random = seeded(chosenSeed);
  const some = Array.from({ length: Number(wanted) }, () => random.below(total + 1));
  return [...new Set([0, 1, total - 1, total, ...some])].sort((a, b) => a - b);
}

describe.each(readServices)(`%s, seed ${chosenSeed}`, (via) => {
  it.each(works)('$name survives a cut, or says by name why not', { timeout: 120_000 }, async (work) => {
    const line = world.lines[via];
    const whole = await wholeOf(work, via, line);
    const total = line.lastToClient;
    const refusals = new Map<string, number>();
    let repaired = 0;
    const all = positions(total);
    for (const afterBytes of all) {
      const trouble: Trouble = { afterBytes, direction: 'to-client', kind: 'cut' };
      line.next(trouble);
      const outcome = await attempt(work, via, line);
      if (outcome.kind === 'refused') {
        refusals.set(outcome.code, (refusals.get(outcome.code) ?? 0) + 1);
        continue;
      }
      repaired += 1;
      expect(outcome, `cut after byte ${afterBytes} of ${total}`).toEqual(whole);
    }
    // One cut and a good line afterwards: whoever reads is helped, but where a slow machine makes the hurried clock run out.
    // The names of the others are for whoever looks.
    expect(repaired / all.length, JSON.stringify([...refusals])).toBeGreaterThan(0.6);
  });

  it.each(works)('$name ends by name where every connection is cut', { timeout: 120_000 }, async (work) => {
    const line = world.lines[via];
    const whole = await wholeOf(work, via, line);
    const total = line.lastToClient;
    for (const share of [0, 0.2, 0.5, 0.9]) {
      const afterBytes = Math.floor(total * share);
      line.always({ afterBytes, direction: 'to-client', kind: 'cut' });
      const outcome = await attempt(work, via, line);
      // A download that is taken up again at the next byte gets to its end by pieces.
      if (outcome.kind === 'done') expect(outcome, `cut after byte ${afterBytes}`).toEqual(whole);
      else expect(outcome.code).toMatch(/^(mail|net|tls|graph)-/);
    }
    line.always(undefined);
  });

  it.each<Trouble['kind']>(['stall', 'half-close'])(
    'a %s is noticed in time',
    { timeout: 120_000 },
    async (kind) => {
      const line = world.lines[via];
      for (const work of works) {
        const whole = await wholeOf(work, via, line);
        const total = line.lastToClient;
        for (const share of [0, 0.3, 0.8]) {
          line.next({ afterBytes: Math.floor(total * share), direction: 'to-client', kind });
          const outcome = await attempt(work, via, line);
          if (outcome.kind === 'done') expect(outcome, `${kind} of ${work.name}`).toEqual(whole);
          else expect(outcome.code).toMatch(/^(mail|net|tls|graph)-/);
        }
      }
    },
  );

  it.each(works)('what the client says is cut: $name', { timeout: 120_000 }, async (work) => {
    const line = world.lines[via];
    const whole = await wholeOf(work, via, line);
    const random = seeded(chosenSeed + 1);
    for (let round = 0; round < 8; round += 1) {
      const afterBytes = random.below(round < 4 ? 200 : 3_000);
      line.next({ afterBytes, direction: 'to-server', kind: 'cut' });
      const outcome = await attempt(work, via, line);
      if (outcome.kind === 'done') expect(outcome, `cut after byte ${afterBytes}`).toEqual(whole);
      else expect(outcome.code).toMatch(/^(mail|net|tls|graph)-/);
    }
  });
});
