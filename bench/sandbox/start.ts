// From nothing to the line that says where everything is: the built package in a fresh process.

import { type Bench, median, spread } from '../result.ts';
import { serve } from './served.ts';

const rounds = 11;

export const startBench: Bench = {
  name: 'start',
  async run(say) {
    const times: number[] = [];
    const sizes: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      say(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
      const served = await serve();
      const { peakMb } = served.memory();
      await served.close();
      if (round === 0) continue;
      times.push(served.readyMs);
      sizes.push(peakMb);
    }
    const ms = (value: number): string => `${value.toFixed(0)} ms`;
    const mb = (value: number): string => `${value.toFixed(0)} MB`;
    const how = (values: readonly number[], show: (value: number) => string): string =>
      `median of ${rounds} fresh processes; middle half ${spread(values, show)}`;
    const shared = { peer: '-', ratio: undefined };
    return [
      {
        what: 'start until it is ready',
        ours: ms(median(times)),
        ...shared,
        target: 'under 1 s',
        met: median(times) < 1000,
        how: how(times, ms),
      },
      {
        what: 'memory when it is ready',
        ours: mb(median(sizes)),
        ...shared,
        target: 'under 90 MB',
        met: median(sizes) < 90,
        how: `${how(sizes, mb)}; the most it had until then`,
      },
    ];
  },
};
