// Time, as something that is handed in. Nothing else in src/ reads the wall clock or sets a timer of its own, so a
// test can stand still, jump an hour, or live through ninety days in a millisecond.

/** What may be cancelled: the return of `Clock.after`. */
export interface Timer {
  cancel(): void;
}

export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /**
   * Calls `run` once, `delayMs` from now. A `background` timer does not keep the process alive.
   */
  after(delayMs: number, run: () => void, options?: { background?: boolean }): Timer;
}

/** The machine's own clock. */
export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    after(delayMs, run, options) {
      // setTimeout takes a 32-bit delay; a longer one would fire at once (HTML Standard, "timer initialization steps").
      const longest = 2 ** 31 - 1;
      const started = Date.now();
      let handle: NodeJS.Timeout;
      const arm = (): void => {
        const left = delayMs - (Date.now() - started);
        handle = left > longest ? setTimeout(arm, longest) : setTimeout(run, Math.max(0, left));
        if (options?.background) handle.unref();
      };
      arm();
      return { cancel: () => clearTimeout(handle) };
    },
  };
}

/** Resolves after `delayMs`; rejects with the signal's reason as soon as it is aborted. */
export function sleep(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const onAbort = (): void => {
      timer.cancel();
      reject(signal?.reason as Error);
    };
    const timer = clock.after(delayMs, () => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    });
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}
