// Several iterators as one, in the order in which they have something. Nothing is asked of an iterator before what it gave
// is taken, so a slow listener holds everybody back and nothing piles up.

/** The first failure ends all of them. */
export async function* merge<T>(sources: readonly AsyncGenerator<T, void>[]): AsyncGenerator<T, void> {
  type Step = { readonly at: number; readonly result: IteratorResult<T, void> };
  const steps = new Map<number, Promise<Step>>();
  const ask = (at: number): void => {
    const source = sources[at];
    if (source)
      steps.set(
        at,
        source.next().then((result) => ({ at, result })),
      );
  };
  try {
    for (const at of sources.keys()) ask(at);
    while (steps.size > 0) {
      const { at, result } = await Promise.race(steps.values());
      steps.delete(at);
      if (result.done) continue;
      // Behind the others from now on: Promise.race takes the first of several that are ready.
      yield result.value;
      ask(at);
    }
  } finally {
    // What still waits ends by the signal that its maker holds; its failure has no listener any more.
    for (const step of steps.values()) step.catch(() => {});
    for (const source of sources) source.return().catch(() => {});
  }
}
