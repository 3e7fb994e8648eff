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
export function withDeadline<T>(
  options: { clock: Clock; limitMs: number; signal?: AbortSignal | undefined },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { clock, limitMs, signal } = options;
  // By hand and not by Promise.race and AbortSignal.any: this stands on the way of everything, several times.
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const controller = new AbortController();
    const end = (): void => {
      timer.cancel();
      signal?.removeEventListener('abort', onAbort);
    };
    const done = (value: T): void => {
      end();
      resolve(value);
    };
    const failed = (error: Error): void => {
      end();
      reject(error);
    };
    const abort = (reason: Error): void => {
      failed(reason);
      controller.abort(reason);
    };
    const onAbort = (): void => abort(signal?.reason as Error);
    signal?.addEventListener('abort', onAbort, { once: true });
    const timer = clock.after(limitMs, () => abort(new DeadlineExceeded(limitMs)));
    try {
      work(controller.signal).then(done, failed);
    } catch (error) {
      failed(error as Error);
    }
  });
}
