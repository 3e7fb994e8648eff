// The sandbox's own time: another clock plus an offset that only grows. A test lives through ninety days by one
// call; timers that fall due on the way run at once, in order.

import type { Clock, Timer } from '../base/clock.ts';

export interface SandboxClock extends Clock {
  /** Moves this sandbox's time forward. Others are not touched. */
  advance(ms: number): void;
}

interface Armed {
  dueMs: number;
  run: () => void;
  background: boolean;
  timer: Timer;
}

/** `ahead` is where the offset is kept. */
export function sandboxClock(base: Clock, ahead: { ms: number } = { ms: 0 }): SandboxClock {
  const armed = new Set<Armed>();
  const now = (): number => base.now() + ahead.ms;
  const arm = (entry: Armed): Timer =>
    base.after(
      Math.max(0, entry.dueMs - now()),
      () => {
        armed.delete(entry);
        entry.run();
      },
      { background: entry.background },
    );
  return {
    now,
    after(delayMs, run, options) {
      const never: Timer = { cancel() {} };
      const entry: Armed = {
        dueMs: now() + delayMs,
        run,
        background: options?.background ?? false,
        timer: never,
      };
      armed.add(entry);
      entry.timer = arm(entry);
      return {
        cancel() {
          armed.delete(entry);
          entry.timer.cancel();
        },
      };
    },
    advance(ms) {
      ahead.ms += ms;
      for (const entry of [...armed].sort((a, b) => a.dueMs - b.dueMs)) {
        entry.timer.cancel();
        if (!armed.has(entry)) continue; // an earlier one has cancelled it
        if (entry.dueMs <= now()) {
          armed.delete(entry);
          entry.run();
        } else {
          entry.timer = arm(entry);
        }
      }
    },
  };
}
