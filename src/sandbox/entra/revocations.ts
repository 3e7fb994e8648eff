// When a person's tokens and sessions were ended. Counted, not timed: of two things that happen in the same
// millisecond, one came first, and the clock may stand still.

export interface Revocations {
  /** The number of the next access token. */
  next(): number;
  /** Ends every access token of the person that has a number so far. */
  end(userId: string): void;
  ended(userId: string, number: number): boolean;
}

export function createRevocations(): Revocations {
  let last = 0;
  const endedAt = new Map<string, number>();
  return {
    next() {
      last += 1;
      return last;
    },
    end: (userId) => void endedAt.set(userId, last),
    ended: (userId, number) => number <= (endedAt.get(userId) ?? -1),
  };
}
