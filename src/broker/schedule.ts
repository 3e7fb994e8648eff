// What a long-running process does without being asked: it replaces tokens that are in use before they run out, and
// uses every idle grant once a week so that it does not die of old age (90 days without use: AADSTS700082).

import type { Clock, Timer } from '../base/clock.ts';
import { type Logger, silentLogger } from '../base/logger.ts';
import { isMailgrantError } from '../errors/error.ts';
import type { Store } from '../store/store.ts';
import type { Broker } from './broker.ts';

const tickMs = 30_000;

/** Idle grants are looked for this often. */
const keepAliveEveryMs = 60 * 60_000;

/** Microsoft's limit is 90 days; a week leaves room for twelve failures. */
const idleAfterMs = 7 * 24 * 60 * 60_000;

/** How many grants one look takes, and how many refreshes run at once: a trickle, not a burst. */
const idleBatch = 200;
const concurrency = 8;

export interface ScheduleOptions {
  broker: Broker;
  store: Store;
  clock: Clock;
  log?: Logger;
}

export class Schedule {
  readonly #broker: Broker;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: Logger;
  #timer: Timer | undefined;
  #working: Promise<void> = Promise.resolve();
  #keptAliveAtMs = Number.NEGATIVE_INFINITY;
  #stopped = false;

  constructor(options: ScheduleOptions) {
    this.#broker = options.broker;
    this.#store = options.store;
    this.#clock = options.clock;
    this.#log = options.log ?? silentLogger;
  }

  start(): void {
    this.#timer = this.#clock.after(tickMs, () => this.#tick(), { background: true });
  }

  /** No refresh is started afterwards; the one under way is waited for. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    await this.#working;
  }

  #tick(): void {
    this.#working = this.#work().finally(() => {
      if (!this.#stopped) this.start();
    });
  }

  async #work(): Promise<void> {
    const due = this.#broker.dueForRefresh(this.#clock.now());
    await this.#each(
      due,
      async ({ accountId, resource }) => void (await this.#broker.refresh(accountId, resource)),
    );
    // The distance: a clock that was set back has no hour to wait for.
    if (Math.abs(this.#clock.now() - this.#keptAliveAtMs) < keepAliveEveryMs) return;
    this.#keptAliveAtMs = this.#clock.now();
    await this.keepAlive();
  }

  /** Refreshes the grants that nobody has used for a week. @returns how many were kept alive, and how many refused. */
  async keepAlive(): Promise<{ refreshed: number; failed: number }> {
    const idle = await this.#store.grants.idle(this.#clock.now() - idleAfterMs, idleBatch);
    const failed = await this.#each(idle, async (accountId) => void (await this.#broker.refresh(accountId)));
    if (idle.length > 0) this.#log.info('grants.kept-alive', { grants: idle.length, failed });
    return { refreshed: idle.length - failed, failed };
  }

  /** The broker has recorded and told each refusal; here they are only counted. */
  async #each<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<number> {
    const queue = [...items];
    let failed = 0;
    const worker = async (): Promise<void> => {
      for (let item = queue.shift(); item !== undefined && !this.#stopped; item = queue.shift()) {
        try {
          await run(item);
        } catch (error) {
          if (!isMailgrantError(error)) this.#log.error('schedule.refresh-crashed', { error });
          failed += 1;
        }
      }
    };
    await Promise.all(Array.from({ length: Math.min(concurrency, queue.length) }, worker));
    return failed;
  }
}
