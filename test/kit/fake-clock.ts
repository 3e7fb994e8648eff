// A clock that moves only when told to. Timers that fall due are run in order; between two of them the event loop
// gets a few turns, so that what one timer sets off can arm the next.

import type { Clock, Timer } from '../../src/base/clock.ts';

export interface FakeClock extends Clock {
  /** Moves time forward and runs everything that falls due on the way. */
  advance(ms: number): Promise<void>;
  /** Moves time without running a timer: a laptop that slept, or a clock that was wrong. */
  jump(ms: number): void;
  /** Timers that are armed: zero at the end of a test that leaves nothing behind. */
  readonly pending: number;
}

export function fakeClock(startMs = Date.UTC(2026, 10, 1)): FakeClock {
  let nowMs = startMs;
  let order = 0;
  const timers = new Map<number, { dueMs: number; run: () => void }>();
  const turn = async (): Promise<void> => {
    for (let i = 0; i < 5; i += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return {
    now: () => nowMs,
    after(delayMs, run): Timer {
      const id = order++;
      timers.set(id, { dueMs: nowMs + Math.max(0, delayMs), run });
      return { cancel: () => void timers.delete(id) };
    },
    async advance(ms) {
      const end = nowMs + ms;
      await turn();
      for (;;) {
        const next = [...timers.entries()]
          .filter(([, timer]) => timer.dueMs <= end)
          .sort(([a, x], [b, y]) => x.dueMs - y.dueMs || a - b)[0];
        if (!next) break;
        const [id, timer] = next;
        timers.delete(id);
        nowMs = Math.max(nowMs, timer.dueMs);
        timer.run();
        await turn();
      }
      nowMs = end;
      await turn();
    },
    jump: (ms) => {
      nowMs += ms;
    },
    get pending() {
      return timers.size;
    },
  };
}
