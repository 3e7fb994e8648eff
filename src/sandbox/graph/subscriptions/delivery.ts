// Bringing notifications to an endpoint: what happens together goes in one request, an answer has three seconds, and
// what is not taken is tried again for about four hours (facts, "Change notifications").

import { backoffMs } from '../../../base/backoff.ts';
import type { Timer } from '../../../base/clock.ts';
import { withDeadline } from '../../../base/deadline.ts';
import type { GraphDesk } from '../context.ts';

export interface Parcel {
  readonly subscriptionId: string;
  readonly body: Record<string, unknown>;
  /** Speaks of the subscription itself. When it is lost nobody is told: it would go to the same endpoint. */
  readonly lifecycle?: boolean | undefined;
  /** For the top of the request, once however many need it. */
  readonly validationToken?: string | undefined;
}

const answerLimitMs = 3000;
const triedForMs = 4 * 3_600_000;
const firstWaitMs = 1000;
const longestWaitMs = 15 * 60_000;
const parcelsMax = 50;
/** Of one endpoint; what comes beyond is lost, and the subscriber is told so. */
const waitingMax = 1000;

export interface DeliveryOptions {
  readonly desk: GraphDesk;
  /** Parcels of these subscriptions will not arrive. */
  readonly onLost: (subscriptionIds: ReadonlySet<string>) => void;
  readonly isWanted: (subscriptionId: string) => boolean;
}

export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #closed = new AbortController();
  readonly #timers = new Set<Timer>();
  readonly #gathering = new Map<string, Parcel[]>();
  readonly #waiting = new Map<string, number>();

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  send(url: string, parcel: Parcel): void {
    if ((this.#waiting.get(url) ?? 0) >= waitingMax) {
      this.#lose([parcel]);
      return;
    }
    this.#count(url, 1);
    const gathered = this.#gathering.get(url);
    if (gathered) {
      gathered.push(parcel);
      return;
    }
    this.#gathering.set(url, [parcel]);
    queueMicrotask(() => {
      const all = this.#gathering.get(url) ?? [];
      this.#gathering.delete(url);
      for (let at = 0; at < all.length; at += parcelsMax) {
        this.#deliver(url, all.slice(at, at + parcelsMax), {
          attempt: 1,
          sinceMs: this.#options.desk.clock.now(),
        });
      }
    });
  }

  close(): void {
    this.#closed.abort();
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }

  #deliver(url: string, parcels: readonly Parcel[], state: { attempt: number; sinceMs: number }): void {
    const { desk } = this.#options;
    const wanted = parcels.filter(({ subscriptionId }) => this.#options.isWanted(subscriptionId));
    if (wanted.length < parcels.length) this.#count(url, wanted.length - parcels.length);
    if (wanted.length === 0 || this.#closed.signal.aborted) return;
    const failed = (reason: unknown): void => {
      if (this.#closed.signal.aborted) return;
      desk.log.info('sandbox.notification.failed', { url, attempt: state.attempt, reason });
      const wait = backoffMs(state.attempt, {
        firstMs: firstWaitMs,
        maxMs: longestWaitMs,
        random: () => 0.5,
      });
      if (desk.clock.now() + wait - state.sinceMs > triedForMs) {
        this.#count(url, -wanted.length);
        this.#lose(wanted);
        return;
      }
      const timer = desk.clock.after(
        wait,
        () => {
          this.#timers.delete(timer);
          this.#deliver(url, wanted, { ...state, attempt: state.attempt + 1 });
        },
        { background: true },
      );
      this.#timers.add(timer);
    };
    this.#post(url, wanted).then((status) => {
      if (status >= 200 && status < 300) this.#count(url, -wanted.length);
      else failed(status);
    }, failed);
  }

  #post(url: string, parcels: readonly Parcel[]): Promise<number> {
    const { clock, fetch } = this.#options.desk;
    const tokens = [...new Set(parcels.flatMap(({ validationToken }) => validationToken ?? []))];
    const body = JSON.stringify({
      value: parcels.map((parcel) => parcel.body),
      ...(tokens.length > 0 ? { validationTokens: tokens } : {}),
    });
    return withDeadline({ clock, limitMs: answerLimitMs, signal: this.#closed.signal }, async (signal) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json; charset=utf-8' },
        redirect: 'manual',
        body,
        signal,
      });
      await response.body?.cancel();
      return response.status;
    });
  }

  #lose(parcels: readonly Parcel[]): void {
    const news = parcels.filter(({ lifecycle }) => !lifecycle);
    if (news.length > 0) this.#options.onLost(new Set(news.map(({ subscriptionId }) => subscriptionId)));
  }

  #count(url: string, change: number): void {
    const waiting = (this.#waiting.get(url) ?? 0) + change;
    if (waiting > 0) this.#waiting.set(url, waiting);
    else this.#waiting.delete(url);
  }
}
