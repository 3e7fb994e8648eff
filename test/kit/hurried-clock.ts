// A clock that runs faster than the machine's: a wait of a minute is over in a second, whoever waits. For proofs against
// real sockets, where a fake clock would have to be moved by somebody who knows when.

import { type Clock, systemClock } from '../../src/base/clock.ts';

export interface HurriedClock extends Clock {
  /** Another time by the clock and none by the timers: a laptop that slept, or a clock that somebody has set. */
  jump(ms: number): void;
}

export function hurriedClock(times: number): HurriedClock {
  const machine = systemClock();
  const startedMs = machine.now();
  let jumpedMs = 0;
  return {
    now: () => startedMs + jumpedMs + (machine.now() - startedMs) * times,
    after: (delayMs, run, options) => machine.after(delayMs / times, run, options),
    jump: (ms) => {
      jumpedMs += ms;
    },
  };
}
