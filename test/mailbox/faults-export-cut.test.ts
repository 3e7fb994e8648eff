// An export by IMAP has connections of its own, past the library: what comes when they are cut, fall silent or are wanted by
// somebody else is every message, once, as it was.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchangeLimits, MailboxLimits } from '../../src/mail/limits.ts';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import type { Trouble } from '../kit/cutting-proxy.ts';
import { hurriedClock } from '../kit/hurried-clock.ts';
import { seeded } from '../kit/seeded.ts';
import { type BadLine, badLine, bytesOf, outcomeOf } from './bad-line.ts';

const chosenSeed = Number(process.env['MAILGRANT_CUTS_SEED'] ?? 20_261_126);
const clock = hurriedClock(30);
const limitMs = 30_000;

let world: BadLine;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'export-cut-'));
  world = await badLine({ seed: chosenSeed, count: 60, bytes: 27_000_000 });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world?.close();
});

const sorted = (raws: readonly Buffer[]): string[] => raws.map((raw) => raw.toString('latin1')).sort();

let runs = 0;
async function exported(
  box: Mailbox,
  onProgress?: () => void,
): Promise<{ result: unknown; files: string[] }> {
  runs += 1;
  const into = join(folder, String(runs));
  const work = box.export('inbox', { format: 'eml', into, via: 'imap', onProgress });
  const result = await outcomeOf(work, limitMs);
  const names = readdirSync(into).filter((name) => name.endsWith('.eml'));
  const files = sorted(names.map((name) => readFileSync(join(into, name))));
  rmSync(into, { recursive: true });
  return { result, files };
}

const all = (): string[] => sorted(world.messages.map(({ raw }) => raw));
const done = { kind: 'done', value: expect.objectContaining({ exported: 60, gone: 0 }) };

describe(`an export by IMAP, seed ${chosenSeed}`, () => {
  it('has large messages and small ones, and two lines beside each other', async () => {
    expect(world.messages.some(({ raw }) => raw.length > 4_500_000)).toBe(true);
    const box = await world.open({ clock });
    const before = world.lines.imap.connections;
    try {
      const { result, files } = await exported(box);
      expect(result).toEqual(done);
      expect(files).toEqual(all());
      expect(world.lines.imap.connections - before).toBe(2);
    } finally {
      await box.close();
    }
    await world.lines.imap.quiet();
  });

  it.each<Trouble['kind']>(['cut', 'half-close', 'stall'])(
    'loses nothing by a %s of either line',
    { timeout: 120_000 },
    async (kind) => {
      const random = seeded(chosenSeed);
      const { imap } = world.lines;
      // A silence costs the seconds that it takes to notice it.
      for (let round = 0; round < (kind === 'stall' ? 2 : 5); round += 1) {
        // Within the list's answer, within small messages, within large ones.
        const [one, two] = [20_000, 12_000_000].map(
          (most): Trouble => ({ afterBytes: 5_000 + random.below(most), direction: 'to-client', kind }),
        );
        imap.next(...(round % 2 === 0 ? [two, two] : [undefined, one]));
        const box = await world.open({ clock });
        try {
          const { result, files } = await exported(box);
          expect(result, `round ${round}`).toEqual(done);
          expect(files, `round ${round}`).toEqual(all());
        } finally {
          await box.close();
        }
        await imap.quiet();
      }
    },
  );

  it.each([1, 2])('lets others read meanwhile where there are connections for %i', async (places) => {
    const limits = new MailboxLimits(clock, {
      ...exchangeLimits,
      atOnce: { ...exchangeLimits.atOnce, imap: places },
    });
    const box = await world.open({ clock, limits });
    try {
      let id = '';
      for await (const message of box.list('inbox', { via: 'imap', limit: 1 })) id = message.id;
      let other: Promise<Buffer[]> | undefined;
      const read = (): void => {
        other ??= Promise.all([1, 2].map(() => bytesOf(box.source(id, { via: 'imap' }))));
      };
      const { result, files } = await exported(box, read);
      expect(result).toEqual(done);
      expect(files).toEqual(all());
      for (const raw of (await other) ?? []) expect(all()).toContain(raw.toString('latin1'));
      expect(other).toBeDefined();
    } finally {
      await box.close();
    }
  });
});
