// So many at a time, first come, first served. What a server allows of one mailbox is counted here for everybody in this
// process who goes there. Where others take of the same places, there are fewer for a while.

import { type Clock, sleep, type Timer } from './clock.ts';
import { invariant } from './invariant.ts';

interface Waiting {
  /** Counted as they come; whoever has to wait once more is not behind those that came later. */
  readonly turn: number;
  readonly enter: () => void;
  readonly leave: (reason: unknown) => void;
}

/** Long enough that trying costs little, short enough that whoever has left is soon made up for. */
const widenMs = 10_000;

export class Gate {
  readonly #clock: Clock;
  readonly #places: number;
  /** Of the places, those that are ours to take: from 1 to all of them. */
  #allowed: number;
  #widening: Timer | undefined;
  readonly #waiting: Waiting[] = [];
  #turns = 0;
  #taken = 0;
  #closedUntilMs = 0;
  /** How long the pause was when it was asked for; 0 for one that is over. */
  #pauseMsMax = 0;

  /** @param places - how many may be inside at once */
  constructor(clock: Clock, places: number) {
    this.#clock = clock;
    this.#places = places;
    this.#allowed = places;
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

  /**
   * One of those inside was sent away because there were too many: somebody else has places here, too. There is one fewer
   * from now on, and one more again after every ten seconds without another such word.
   */
  narrow(): void {
    this.#allowed = Math.max(1, this.#allowed - 1);
    this.#widening?.cancel();
    this.#widening = undefined;
    this.#widenLater();
  }

  /** Waits for the end of a pause; at once where there is none. For whoever is inside. @throws the signal's reason */
  async open(signal?: AbortSignal): Promise<void> {
    for (let waitMs = this.#pauseMs(); waitMs > 0; waitMs = this.#pauseMs()) {
      await sleep(this.#clock, waitMs, signal);
    }
  }

  /** A place where one is free this moment; undefined where it would have to be waited for. As `enter`. */
  enterAtOnce(): (() => void) | undefined {
    const waits = this.#taken >= this.#allowed || this.#waiting.length > 0 || this.#pauseMs() > 0;
    if (waits) return undefined;
    this.#taken += 1;
    return this.#leaving();
  }

  /** Waits for a place. The answer gives it back, once; call it in a `finally`. @throws the signal's reason */
  async enter(signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    this.#turns += 1;
    const turn = this.#turns;
    for (let inside = false; !inside; ) {
      if (this.#taken < this.#allowed) this.#taken += 1;
      else await this.#queue(turn, signal);
      try {
        // The place may have been ours for a moment before we heard that nobody wants it any more.
        signal?.throwIfAborted();
        await this.open(signal);
      } catch (error) {
        this.#giveBack();
        throw error;
      }
      // Whoever has waited for the end of a pause may be one of too many by now.
      inside = this.#taken <= this.#allowed;
      if (!inside) this.#taken -= 1;
    }
    return this.#leaving();
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

  /** Resolves with a place that is counted as taken already. */
  #queue(turn: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        waiting.leave(signal?.reason);
      };
      const waiting: Waiting = {
        turn,
        enter: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
        leave: reject,
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      const behind = this.#waiting.findIndex((other) => other.turn > turn);
      this.#waiting.splice(behind === -1 ? this.#waiting.length : behind, 0, waiting);
    });
  }

  #leaving(): () => void {
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#giveBack();
    };
  }

  #giveBack(): void {
    this.#taken -= 1;
    this.#admit();
  }

  #admit(): void {
    while (this.#taken < this.#allowed) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#taken += 1;
      next.enter();
    }
  }

  #widenLater(): void {
    if (this.#allowed >= this.#places) return;
    const widen = (): void => {
      this.#allowed += 1;
      this.#admit();
      this.#widenLater();
    };
    this.#widening = this.#clock.after(widenMs, widen, { background: true });
  }
}
