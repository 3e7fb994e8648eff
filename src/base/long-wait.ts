// Waiting for minutes on a machine that may be asleep meanwhile. Timers stand still in a sleeping laptop, and every
// connection may be dead when it wakes up: whoever waits long wants to know at once that the clock has jumped.

import { type Clock, sleep } from './clock.ts';

/** A jump is noticed within one tick of waking up. */
const tickMs = 10_000;
/** A busy machine is late by less. */
const lateMsMax = 20_000;

/**
 * Waits for `delayMs`; `jumped` as soon as the clock has gone further than time has.
 *
 * @throws the signal's reason
 */
export async function longWait(
  clock: Clock,
  delayMs: number,
  signal?: AbortSignal,
): Promise<'over' | 'jumped'> {
  const endMs = clock.now() + delayMs;
  for (let left = delayMs; left > 0; left = endMs - clock.now()) {
    const step = Math.min(left, tickMs);
    const began = clock.now();
    await sleep(clock, step, signal);
    const passed = clock.now() - began;
    // Backwards is a jump as well: whatever was reckoned from the old time is wrong.
    if (passed - step > lateMsMax || passed < 0) return 'jumped';
  }
  return 'over';
}
