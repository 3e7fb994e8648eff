// Things that come by themselves (changes, notifications), and somebody who waits for one in particular. What came
// before the wait began is not lost.

export interface FirstMatch<T> {
  push(item: T): void;
  /** The first item, of those that came and those to come, that `isWanted`. */
  find(isWanted: (item: T) => boolean, signal: AbortSignal): Promise<T>;
}

/** The demonstration sees a handful; more than this would be a runaway. */
const keptMax = 1_000;

/** Filled by `push`, or from a `source` that is read until it ends. A source that fails fails the wait. */
export function firstMatch<T>(source?: AsyncIterable<T>): FirstMatch<T> {
  const kept: T[] = [];
  let failure: Error | undefined;
  let wake = (): void => {};
  const push = (item: T): void => {
    if (kept.length === keptMax) kept.shift();
    kept.push(item);
    wake();
  };
  const drain = async (items: AsyncIterable<T>): Promise<void> => {
    for await (const item of items) push(item);
  };
  if (source) {
    drain(source).catch((error: unknown) => {
      failure = error instanceof Error ? error : new Error(String(error));
      wake();
    });
  }
  return {
    push,
    async find(isWanted, signal) {
      const onAbort = (): void => wake();
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        for (;;) {
          const at = kept.findIndex(isWanted);
          const [found] = at < 0 ? [] : kept.splice(at, 1);
          if (found !== undefined) return found;
          if (failure !== undefined) throw failure;
          signal.throwIfAborted();
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}
