// Whoever opens a thing pushes its closer. Closed last-in first-out; every closer runs, the first failure is what the
// caller gets to see; closing twice is a mistake of ours and says so.

import { invariant } from './invariant.ts';

export class Closers {
  readonly #closers: Array<() => void | Promise<void>> = [];
  #closed = false;

  push(close: () => void | Promise<void>): void {
    invariant(!this.#closed, 'nothing is opened after close()');
    this.#closers.push(close);
  }

  async close(): Promise<void> {
    invariant(!this.#closed, 'close() is called once');
    this.#closed = true;
    let failed = false;
    let first: unknown;
    for (const close of this.#closers.reverse()) {
      try {
        await close();
      } catch (error) {
        if (!failed) first = error;
        failed = true;
      }
    }
    if (failed) throw first;
  }
}
