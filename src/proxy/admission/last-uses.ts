// When which password was last used: kept here until there is something to write for, then written for all of them in one
// transaction. A crash loses half a minute of it, which is nothing that a decision hangs on.

import type { Clock, Timer } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import { isMailgrantError } from '../../errors/error.ts';
import type { AppPasswordId, AppPasswords, AppPasswordUse } from '../../store/app-password.ts';

/** Soon enough for somebody who has just tried and looks at the list. */
const soonMs = 2_000;
/** A commit costs the disk some milliseconds, and every other process a look at the store. */
const apartMs = 30_000;

export class LastUses {
  readonly #passwords: Pick<AppPasswords, 'used'>;
  readonly #clock: Clock;
  readonly #log: Logger;
  #pending = new Map<AppPasswordId, AppPasswordUse>();
  #timer: Timer | undefined;
  #writing: Promise<void> = Promise.resolve();
  #writtenAtMs = Number.NEGATIVE_INFINITY;

  constructor(passwords: Pick<AppPasswords, 'used'>, clock: Clock, log: Logger) {
    this.#passwords = passwords;
    this.#clock = clock;
    this.#log = log;
  }

  note(id: AppPasswordId, use: AppPasswordUse): void {
    this.#pending.set(id, use);
    const restMs = this.#writtenAtMs + apartMs - this.#clock.now();
    this.#timer ??= this.#clock.after(Math.min(apartMs, Math.max(soonMs, restMs)), () => this.#flush(), {
      background: true,
    });
  }

  /** Writes what there is. */
  async close(): Promise<void> {
    this.#flush();
    await this.#writing;
  }

  #flush(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#pending.size === 0) return;
    const uses = this.#pending;
    this.#pending = new Map();
    this.#writtenAtMs = this.#clock.now();
    this.#writing = this.#writing.then(() => this.#write(uses));
  }

  async #write(uses: ReadonlyMap<AppPasswordId, AppPasswordUse>): Promise<void> {
    try {
      await this.#passwords.used(uses);
    } catch (error) {
      if (!isMailgrantError(error)) throw error;
      // A full disk or a busy store keeps nobody from reading mail. The next use writes again.
      this.#log.warn('app-password.use-not-written', { count: uses.size, code: error.code });
    }
  }
}
