// Tells sessions that the password they came in with is not in force any more: it was revoked, here or by another process,
// its account was removed, or its last day is over.

import type { Clock, Timer } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import { fail, isMailgrantError } from '../../errors/error.ts';
import type { AppPasswordRecord } from '../../store/app-password.ts';
import type { Store } from '../../store/store.ts';

/** Asking whether the store has changed costs microseconds; only when it has are the passwords read. */
const lookMs = 1_000;

interface Guest {
  readonly password: AppPasswordRecord;
  readonly account: string;
  readonly controller: AbortController;
}

export class Revocations {
  readonly #store: Pick<Store, 'appPasswords' | 'changeCounter'>;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #guests = new Set<Guest>();
  #timer: Timer | undefined;
  #seen = '';
  #looking: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(store: Pick<Store, 'appPasswords' | 'changeCounter'>, clock: Clock, log: Logger) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
  }

  /** The signal is aborted with an error of ours when the password's time is over; `leave` when nobody listens any more. */
  watch(password: AppPasswordRecord, account: string): { signal: AbortSignal; leave: () => void } {
    const guest = { password, account, controller: new AbortController() };
    // The first one: what happened before is nothing to be told of.
    if (this.#guests.size === 0) this.#seen = this.#changes();
    this.#guests.add(guest);
    this.#arm();
    return { signal: guest.controller.signal, leave: () => void this.#guests.delete(guest) };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#timer?.cancel();
    this.#guests.clear();
    await this.#looking;
  }

  #arm(): void {
    if (this.#timer || this.#closed || this.#guests.size === 0) return;
    this.#timer = this.#clock.after(
      lookMs,
      () => {
        this.#looking = this.#look().finally(() => {
          this.#timer = undefined;
          this.#arm();
        });
      },
      { background: true },
    );
  }

  async #look(): Promise<void> {
    const nowMs = this.#clock.now();
    for (const guest of [...this.#guests]) {
      const { untilMs } = guest.password.limits;
      if (untilMs !== undefined && nowMs >= untilMs) this.#end(guest);
    }
    try {
      const changes = this.#changes();
      if (changes === this.#seen || this.#guests.size === 0) return;
      const ids = new Set([...this.#guests].map(({ password }) => password.id));
      const living = await this.#store.appPasswords.inForce([...ids]);
      // Who came while we asked is in neither list, and was checked later than that.
      for (const guest of [...this.#guests]) {
        if (ids.has(guest.password.id) && !living.has(guest.password.id)) this.#end(guest);
      }
      this.#seen = changes;
    } catch (error) {
      if (!isMailgrantError(error)) throw error;
      this.#log.warn('app-password.revocations-not-read', { code: error.code });
    }
  }

  #end(guest: Guest): void {
    const { password, account, controller } = guest;
    this.#guests.delete(guest);
    controller.abort(fail('app-password-revoked', { name: password.name, account }));
  }

  #changes(): string {
    // The one tells of other processes, the other of this one.
    return `${this.#store.changeCounter()} ${this.#store.appPasswords.revocations()}`;
  }
}
