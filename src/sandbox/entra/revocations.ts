// When a person's tokens and sessions were ended. Counted, not timed: of two things that happen in the same
// millisecond, one came first, and the clock may stand still.

import type { Shelf } from '../shelf.ts';

export interface Revocations {
  /** The number of the next access token. */
  next(): number;
  /** Ends every access token of the person that has a number so far. */
  end(userId: string): void;
  ended(userId: string, number: number): boolean;
}

export function createRevocations(shelf: Shelf): Revocations {
  const counter = shelf.record('access-tokens', { last: 0 });
  const endedAt = shelf.map<{ number: number }>('revocation');
  return {
    next() {
      counter.last += 1;
      return counter.last;
    },
    end: (userId) => void endedAt.set(userId, { number: counter.last }),
    ended: (userId, number) => number <= (endedAt.get(userId)?.number ?? -1),
  };
}
