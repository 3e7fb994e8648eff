// The machine's clock, on which short waits are over at once: those of looking again, of throttles and of backing off. Limits
// of time stay what they are: a minute and more, but for the half of one that a sign-in and RSET get.

import { type Clock, systemClock } from '../../src/base/clock.ts';

const waitMsMax = 32_000;
const limitMs = 30_000;

export function hastyClock(): Clock {
  const system = systemClock();
  let ahead = 0;
  return {
    now: () => system.now() + ahead,
    after(delayMs, run, options) {
      const isLimit = delayMs > limitMs - 200 && delayMs <= limitMs;
      if (delayMs > waitMsMax || isLimit || options?.background) return system.after(delayMs, run, options);
      const skip = (): void => {
        ahead += delayMs;
        run();
      };
      return system.after(Math.min(1, delayMs), skip, options);
    },
  };
}
