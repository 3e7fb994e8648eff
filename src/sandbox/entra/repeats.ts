// A client that asks the same thing of /token again and again, faster than any honest need: Entra calls it a loop.

import { createHash } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';

export interface Repeats {
  /** How often this request came within the last five minutes, this time included. */
  count(parts: readonly string[]): number;
}

const windowMs = 5 * 60_000;
/** The oldest go first. */
const entriesMax = 10_000;

export function createRepeats(clock: Clock): Repeats {
  const seen = new Map<string, { count: number; untilMs: number }>();
  return {
    count(parts) {
      const key = createHash('sha256').update(JSON.stringify(parts)).digest('base64');
      const nowMs = clock.now();
      const known = seen.get(key);
      const entry = known && known.untilMs > nowMs ? known : { count: 0, untilMs: nowMs + windowMs };
      entry.count += 1;
      seen.delete(key);
      seen.set(key, entry);
      const [oldest] = seen.keys();
      if (seen.size > entriesMax && oldest !== undefined) seen.delete(oldest);
      return entry.count;
    },
  };
}
