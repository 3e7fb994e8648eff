// Several lists that are newest first each, as one that is. The next of every list is asked for, and none beyond it.

import type { MessageSummary } from '../message.ts';

type Dated = Pick<MessageSummary, 'receivedAtMs' | 'sentAtMs'>;

/** The first failure ends all of them. Of two that are as new, the earlier list's comes first. */
export async function* newestFirst<T extends Dated>(
  lists: readonly AsyncGenerator<T, void>[],
): AsyncGenerator<T, void> {
  const [only] = lists;
  if (only && lists.length === 1) return yield* only;
  try {
    const heads = await Promise.all(lists.map((list) => list.next()));
    for (;;) {
      const at = newest(heads);
      const head = heads[at];
      const list = lists[at];
      if (!list || !head || head.done) return;
      yield head.value;
      heads[at] = await list.next();
    }
  } finally {
    await Promise.all(lists.map((list) => list.return()));
  }
}

/** The place of the newest; -1 where all lists are at their ends. */
function newest<T extends Dated>(heads: readonly IteratorResult<T, void>[]): number {
  let found = -1;
  let newestMs = Number.NEGATIVE_INFINITY;
  for (const [at, head] of heads.entries()) {
    if (head.done) continue;
    const ms = head.value.receivedAtMs ?? head.value.sentAtMs ?? 0;
    if (ms <= newestMs) continue;
    newestMs = ms;
    found = at;
  }
  return found;
}
