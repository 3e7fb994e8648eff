// So many at a time, first come, first served. What a server allows of one mailbox is counted here for everybody in this
// process who goes there.

import { type Clock, sleep } from './clock.ts';
import { invariant } from './invariant.ts';

interface Waiting {
  readonly enter: () => void;
  readonly leave: (reason: unknown) => void;
}

export class Gate {
  readonly #clock: Clock;
  readonly #places: number;
  readonly #waiting: Waiting[] = [];
  #taken = 0;
  #closedUntilMs = 0;
  /** How long the pause was when it was asked for; 0 for one that is over. */
  #pauseMsMax = 0;

  /** @param places - how many may be inside at once */
  constructor(clock: Clock, places: number) {
    this.#clock = clock;
    this.#places = places;
  }

  /** How many are inside now. */
  get taken(): number {
    return this.#taken;
  }

  get places(): number {
    return this.#places;
  }

  /** Milliseconds since the epoch until which nobody is let in; in the past for an open gate. */
  get closedUntilMs(): number {
    // Whoever only looks must not be told an hour either where the clock was set back.
    this.#pauseMs();
    return this.#closedUntilMs;
  }

  /** Nobody is let in before `untilMs`: the server said how long it wants to be left alone. Never shortens a pause. */
  closeUntil(untilMs: number): void {
    invariant(!Number.isNaN(untilMs), 'a pause has an end');
    const before = this.#pauseMs();
    const asked = untilMs - this.#clock.now();
    if (asked <= before) return;
    this.#closedUntilMs = untilMs;
    this.#pauseMsMax = asked;
  }

  /** Waits for a place. The answer gives it back, once; call it in a `finally`. @throws the signal's reason */
  async enter(signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    if (this.#taken < this.#places) this.#taken += 1;
    else await this.#queue(signal);
    try {
      // The place may have been ours for a moment before we heard that nobody wants it any more.
      signal?.throwIfAborted();
      for (let waitMs = this.#pauseMs(); waitMs > 0; waitMs = this.#pauseMs()) {
        await sleep(this.#clock, waitMs, signal);
      }
    } catch (error) {
      this.#giveBack();
      throw error;
    }
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#giveBack();
    };
  }

  /** Runs `work` inside. */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const leave = await this.enter(signal);
    try {
      return await work();
    } finally {
      leave();
    }
  }

  #pauseMs(): number {
    const nowMs = this.#clock.now();
    // A clock that was set back must not make an hour of a minute: the pause begins anew, no longer than it was.
    this.#closedUntilMs = Math.min(this.#closedUntilMs, nowMs + this.#pauseMsMax);
    const leftMs = this.#closedUntilMs - nowMs;
    // What is over stays over, whatever the clock says next.
    if (leftMs <= 0) this.#pauseMsMax = 0;
    return leftMs;
  }

  /** Resolves with a place that somebody has left to us: `#taken` has not changed. */
  #queue(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        waiting.leave(signal?.reason);
      };
      const waiting: Waiting = {
        enter: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
        leave: reject,
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.push(waiting);
    });
  }

  #giveBack(): void {
    const next = this.#waiting.shift();
    if (next) next.enter();
    else this.#taken -= 1;
  }
}
