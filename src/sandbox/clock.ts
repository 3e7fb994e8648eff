// The sandbox's own time: another clock plus an offset that only grows. A test lives through ninety days by one
// call; timers that fall due on the way run at once, in order.

import type { Clock, Timer } from '../base/clock.ts';
import { invariant } from '../base/invariant.ts';

/** '45s', '30m', '1h', '91d'. */
export type Duration = `${number}${'s' | 'm' | 'h' | 'd'}`;

export interface SandboxClock extends Clock {
  /**
   * Moves this sandbox's time forward, by milliseconds or by a duration such as '91d'. Others are not touched.
   *
   * @example sandbox.clock.advance('91d');
   */
  advance(by: number | Duration): void;
}

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** In milliseconds; undefined for what is neither a number of them nor a duration. */
export function durationMs(given: number | string): number | undefined {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)([smhd])$/.exec(String(given)) ?? [];
  const ms = typeof given === 'number' ? given : Number(number) * units[unit as keyof typeof units];
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
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
    advance(by) {
      const ms = durationMs(by);
      invariant(ms !== undefined, `time moves ahead by milliseconds or such as 91d, not by ${by}`);
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
