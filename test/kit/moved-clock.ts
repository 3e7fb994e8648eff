// The machine's clock, until it is moved: ahead with everything that falls due on the way, or by `jump`, either way, as
// somebody sets a clock or a laptop sleeps.

import { type SandboxClock, sandboxClock } from '../../src/sandbox/clock.ts';
import { hurriedClock } from './hurried-clock.ts';

export interface MovedClock extends SandboxClock {
  /** Another time by the clock and none by the timers. */
  jump(ms: number): void;
}

export function movedClock(): MovedClock {
  const machine = hurriedClock(1);
  return { ...sandboxClock(machine), jump: (ms) => machine.jump(ms) };
}
