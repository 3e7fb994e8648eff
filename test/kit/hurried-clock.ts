// A clock by which a wait of a minute is over in a second, whoever waits. Only what the process spends waiting is hurried:
// while it works it is the machine's time that passes, so that nobody is late for being a slow machine. For proofs against
// real sockets in one process, where a fake clock would have to be moved by somebody who knows when.

import { performance } from 'node:perf_hooks';
import { type Clock, systemClock } from '../../src/base/clock.ts';

export interface HurriedClock extends Clock {
  /** Another time by the clock and none by the timers: a laptop that slept, or a clock that somebody has set. */
  jump(ms: number): void;
}

/** @param times - how much faster time passes while nothing happens in this process */
export function hurriedClock(times: number): HurriedClock {
  const machine = systemClock();
  const idleMs = (): number => performance.eventLoopUtilization().idle;
  const [startedMs, idleBeforeMs] = [machine.now(), idleMs()];
  let jumpedMs = 0;
  const passedMs = (): number =>
    Math.floor(machine.now() - startedMs + (idleMs() - idleBeforeMs) * (times - 1));
  return {
    now: () => startedMs + jumpedMs + passedMs(),
    after(delayMs, run, options) {
      const dueMs = passedMs() + delayMs;
      // Earlier it cannot be; how much later depends on the work that is done until then.
      const arm = (): ReturnType<Clock['after']> =>
        machine.after((dueMs - passedMs()) / times, look, options);
      const look = (): void => {
        if (passedMs() >= dueMs) run();
        else timer = arm();
      };
      let timer = arm();
      return { cancel: () => timer.cancel() };
    },
    jump: (ms) => {
      jumpedMs += ms;
    },
  };
}
