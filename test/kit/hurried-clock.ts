// A clock that runs faster than the machine's: a wait of a minute is over in a second, whoever waits. For proofs against
// real sockets, where a fake clock would have to be moved by somebody who knows when.

import { type Clock, systemClock } from '../../src/base/clock.ts';

export function hurriedClock(times: number): Clock {
  const machine = systemClock();
  const startedMs = machine.now();
  return {
    now: () => startedMs + (machine.now() - startedMs) * times,
    after: (delayMs, run, options) => machine.after(delayMs / times, run, options),
  };
}
