// From a process that has just started to the first token: opening a store of 100,000 accounts beside one of 100, and
// what it costs in memory. Each opening is a process of its own.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemClock } from '../src/base/clock.ts';
import { addressOf, type LargeStore, makeLargeStore } from './large-store.ts';
import { type Bench, median, spread } from './result.ts';

const [few, many] = [100, 100_000];
const rounds = 15;
const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;
const megabytes = (value: number): string => `${value.toFixed(1)} MB`;

interface Opening {
  readonly ms: number;
  readonly rssMb: number;
}

export const largeStoreOpens: Bench = {
  name: 'large-store',
  async run(say) {
    const clock = systemClock();
    const small = await makeLargeStore(few, clock, () => undefined);
    const large = await makeLargeStore(many, clock, (done) => say(`${done} of ${many} accounts written`));
    try {
      const seen = { small: [] as Opening[], large: [] as Opening[] };
      for (let round = 0; round < rounds; round += 1) {
        seen.small.push(await open(small, few));
        seen.large.push(await open(large, many));
      }
      const [fast, slow] = [seen.small, seen.large].map((all) => all.map(({ ms }) => ms));
      const [light, heavy] = [seen.small, seen.large].map((all) => all.map(({ rssMb }) => rssMb));
      if (!fast || !slow || !light || !heavy) throw new Error('nothing was measured');
      const [ms, rss] = [median(slow), median(heavy) - median(light)];
      return [
        {
          what: `open ${many} accounts, one token`,
          ours: milliseconds(ms),
          peer: `${few} accounts: ${milliseconds(median(fast))}`,
          ratio: ms / median(fast),
          target: 'under 30 ms',
          met: ms < 30,
          how: `median of ${rounds} interleaved processes, modules loaded before; middle half ${spread(slow, milliseconds)}`,
        },
        {
          what: 'its memory',
          ours: megabytes(median(heavy)),
          peer: `${few} accounts: ${megabytes(median(light))}`,
          ratio: median(heavy) / median(light),
          target: 'flat: within 5 MB',
          met: rss < 5,
          how: `resident set after the token; middle half ${spread(heavy, megabytes)}`,
        },
      ];
    } finally {
      small.remove();
      large.remove();
    }
  },
};

async function open(store: LargeStore, accounts: number): Promise<Opening> {
  const script = join(import.meta.dirname, 'open-once.ts');
  const account = addressOf(Math.floor(Math.random() * accounts));
  const words = ['--import', 'tsx', script, store.path, store.keyFile, account];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  return JSON.parse(stdout) as Opening;
}
