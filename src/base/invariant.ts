// What can only be false through a bug of ours. It is not a user error, has no catalogue entry, and looks different.

export class InvariantViolation extends Error {
  override readonly name = 'InvariantViolation';
}

/** Throws when `condition` is false. `sentence` states what always holds. */
export function invariant(condition: unknown, sentence: string): asserts condition {
  if (!condition)
    throw new InvariantViolation(`this is a bug in mailgrant: it does not hold that ${sentence}`);
}
