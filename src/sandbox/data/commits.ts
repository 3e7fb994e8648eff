// One transaction at a time, ended for everybody at once. What changes is written into it as it changes; whoever is about
// to tell a client of it waits for `settled`. All that happened in one turn of the event loop shares one flush to disk.

import type { Sqlite } from './sqlite.ts';

export class Commits {
  readonly #sqlite: Sqlite;
  /** Asked for what they have held back, right before the end of a transaction. */
  readonly #flushes: Array<() => void> = [];
  #open: { promise: Promise<void>; resolve: () => void; reject: (reason: unknown) => void } | undefined;
  #scheduled: NodeJS.Immediate | undefined;
  #failed: { reason: Error } | undefined;

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
  }

  beforeEach(flush: () => void): void {
    this.#flushes.push(flush);
  }

  /** Something is about to change. */
  begin(): void {
    if (this.#failed) throw this.#failed.reason;
    if (this.#open) return;
    this.#sqlite.exec('begin immediate');
    let resolve = (): void => {};
    let reject = (_reason: unknown): void => {};
    const promise = new Promise<void>((yes, no) => {
      resolve = yes;
      reject = no;
    });
    // Nobody may be waiting: the failure is kept, and told to the next who asks.
    promise.catch(() => undefined);
    this.#open = { promise, resolve, reject };
    this.#scheduled = setImmediate(() => this.#end());
  }

  /** Undefined when everything that happened is on disk; else resolves when it is, and rejects when it cannot be. */
  settled(): Promise<void> | undefined {
    if (this.#failed) return Promise.reject(this.#failed.reason);
    return this.#open?.promise;
  }

  /** The same, at once. */
  settleNow(): void {
    if (this.#open) this.#end();
    if (this.#failed) throw this.#failed.reason;
  }

  #end(): void {
    const open = this.#open;
    if (!open) return;
    clearImmediate(this.#scheduled);
    try {
      for (const flush of this.#flushes) flush();
      this.#sqlite.exec('commit');
      this.#open = undefined;
      open.resolve();
    } catch (error) {
      // Memory and disk say different things from here on. Nothing more is acknowledged; a restart shows the disk's.
      this.#open = undefined;
      const reason = error instanceof Error ? error : new Error(String(error));
      this.#failed = { reason };
      open.reject(reason);
    }
  }
}
