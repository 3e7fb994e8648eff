// `mailgrant explain` on one error, beside Node.js doing nothing: whole processes, one after the other in turn.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, median, type Result, spread } from '../result.ts';
import { explained, nothing } from './explained.ts';
import { questions } from './questions.ts';

const rounds = 21;
const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;

export const oneError: Bench = {
  name: 'one-error',
  async run(say) {
    const home = mkdtempSync(join(tmpdir(), 'bench-doctor-'));
    const bare: number[] = [];
    const asked = questions(home);
    const times = asked.map((): number[] => []);
    try {
      for (let round = 0; round <= rounds; round += 1) {
        say(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
        const floor = await nothing(home);
        if (round > 0) bare.push(floor);
        for (const [index, { words, says, input }] of asked.entries()) {
          const { ms } = await explained({ home, words, says, input, measure: 'time' });
          if (round > 0) times[index]?.push(ms);
        }
      }
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
    const floor = median(bare);
    return asked.map(({ what, times: most = 2.5 }, index): Result => {
      const ours = times[index] ?? [];
      return {
        what: `explain ${what}`,
        ours: milliseconds(median(ours)),
        peer: `node -e 0: ${milliseconds(floor)}`,
        ratio: median(ours) / floor,
        target: `at most ${most} times`,
        met: median(ours) <= most * floor,
        how: `median of ${rounds} interleaved processes; middle half ${spread(ours, milliseconds)}`,
      };
    });
  },
};
