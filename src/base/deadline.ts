// Every wait has an end. `withDeadline` joins a caller's AbortSignal and a time limit into the one signal that an
// operation hears, and tells the two apart afterwards.

import type { Clock } from './clock.ts';

/** The reason a signal carries when the time limit, not the caller, ended the operation. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';
  readonly limitMs: number;

  constructor(limitMs: number) {
    super(`not finished within ${limitMs} ms`);
    this.limitMs = limitMs;
  }
}

/**
 * Runs `work` with a signal that is aborted when `signal` is, or after `limitMs`. The promise settles with the abort
 * reason as soon as that happens, even where `work` does not listen.
 */
export async function withDeadline<T>(
  options: { clock: Clock; limitMs: number; signal?: AbortSignal | undefined },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { clock, limitMs, signal } = options;
  signal?.throwIfAborted();
  const controller = new AbortController();
  const abandoned = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error), {
      once: true,
    });
  });
  const onAbort = (): void => controller.abort(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  const timer = clock.after(limitMs, () => controller.abort(new DeadlineExceeded(limitMs)));
  try {
    return await Promise.race([work(controller.signal), abandoned]);
  } finally {
    timer.cancel();
    signal?.removeEventListener('abort', onAbort);
  }
}
