// Budgets of requests: a mailbox that asks for more than its budget within a minute is refused until its backoff is
// over (facts: "Request is throttled. Suggested Backoff Time: 92415 milliseconds", up to some five minutes). Nothing is
// throttled unless somebody says so. Kept by mailbox, whichever session asks.

import type { Clock } from '../base/clock.ts';
import type { MailboxSettings } from './model.ts';

export interface Throttle {
  /** Undefined: as many as there are. */
  readonly requestsPerMinute: number | undefined;
  /** How long everything is refused once the budget is spent. */
  readonly backoffMs: number;
}

interface State {
  throttle: Throttle | undefined;
  refusedUntilMs: number;
  minuteFromMs: number;
  requests: number;
}

const minuteMs = 60_000;

export class Throttles {
  readonly #clock: Clock;
  readonly #states = new WeakMap<MailboxSettings, State>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Gives `mailbox` a budget; undefined takes it away and ends a backoff. */
  set(mailbox: MailboxSettings, throttle: Throttle | undefined): void {
    this.#states.set(mailbox, { throttle, refusedUntilMs: 0, minuteFromMs: 0, requests: 0 });
  }

  /** Refuses everything for `backoffMs` from now on. */
  refuse(mailbox: MailboxSettings, backoffMs: number): void {
    const state = this.#states.get(mailbox);
    const refusedUntilMs = this.#clock.now() + backoffMs;
    if (state) state.refusedUntilMs = refusedUntilMs;
    else this.#states.set(mailbox, { throttle: undefined, refusedUntilMs, minuteFromMs: 0, requests: 0 });
  }

  /** Counts one request: how long to wait with the next one, or 0 when this one may go on. */
  ask(mailbox: MailboxSettings): number {
    const state = this.#states.get(mailbox);
    if (!state) return 0;
    const now = this.#clock.now();
    if (now < state.refusedUntilMs) return state.refusedUntilMs - now;
    const { requestsPerMinute, backoffMs } = state.throttle ?? {};
    if (requestsPerMinute === undefined || backoffMs === undefined) return 0;
    if (now - state.minuteFromMs >= minuteMs) {
      state.minuteFromMs = now;
      state.requests = 0;
    }
    state.requests += 1;
    if (state.requests <= requestsPerMinute) return 0;
    state.refusedUntilMs = now + backoffMs;
    state.minuteFromMs = state.refusedUntilMs;
    state.requests = 0;
    return backoffMs;
  }
}
