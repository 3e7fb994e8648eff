// Graph's notifications for the folders of one watch: one listener, one subscription a folder. Renewed at half life, spoken
// for when Graph asks, made again when it was removed. A notification only wakes; what has changed the delta tells, so a
// subscription that was away for a while has cost nothing but time.

import { randomUUID } from 'node:crypto';
import type { Timer } from '../../base/clock.ts';
import { Secret } from '../../base/secret.ts';
import { isMailgrantError } from '../../errors/error.ts';
import {
  type NotificationReceiver,
  openNotificationReceiver,
} from '../../mail/graph/notification-receiver.ts';
import type { GraphDoor } from '../../mail/graph/request.ts';
import { mailboxPath } from '../../mail/graph/request.ts';
import {
  createSubscription,
  deleteSubscription,
  listSubscriptions,
  renewSubscription,
  type Subscription,
} from '../../mail/graph/subscriptions.ts';
import type { NotifyOptions } from './events.ts';
import type { GraphAlarm } from './graph-source.ts';
import type { SourceReport } from './source.ts';

/** A renewal that failed is tried again after this, as long as the subscription lives. */
const renewAgainMs = 60_000;

export class GraphAlarms {
  readonly #door: GraphDoor;
  readonly #receiver: NotificationReceiver;
  readonly #clientState: Secret;
  readonly #url: string;
  readonly #alarms = new Set<FolderAlarm>();

  private constructor(parts: {
    door: GraphDoor;
    receiver: NotificationReceiver;
    clientState: Secret;
    url: string;
  }) {
    this.#door = parts.door;
    this.#receiver = parts.receiver;
    this.#clientState = parts.clientState;
    this.#url = parts.url;
  }

  /** Listens, and ends what an earlier watch has left behind at the same URL. @throws the errors of listening */
  static async open(door: GraphDoor, notify: NotifyOptions): Promise<GraphAlarms> {
    const clientState = new Secret(randomUUID());
    const { publicUrl, listen } = notify;
    const wake: { alarms?: GraphAlarms } = {};
    const receiver = await openNotificationReceiver({
      clientState,
      host: listen?.host,
      port: listen?.port,
      publicPath: publicUrl === undefined ? undefined : new URL(publicUrl).pathname,
      clock: door.clock,
      log: door.log,
      onNotification: ({ subscriptionId }) => wake.alarms?.alarmOf(subscriptionId)?.wake(),
      onLifecycle: ({ subscriptionId, event }) => wake.alarms?.alarmOf(subscriptionId)?.hear(event),
    });
    const alarms = new GraphAlarms({ door, receiver, clientState, url: publicUrl ?? receiver.url });
    wake.alarms = alarms;
    try {
      await alarms.#endOrphans();
    } catch (error) {
      await receiver.close();
      throw error;
    }
    return alarms;
  }

  alarm(report: SourceReport): GraphAlarm {
    const alarm = new FolderAlarm({
      door: this.#door,
      report,
      subscribe: (folder) =>
        createSubscription(this.#door, {
          resource: `${mailboxPath(this.#door).slice(1)}/mailFolders('${folder}')/messages`,
          changes: ['created', 'updated', 'deleted'],
          notificationUrl: this.#url,
          lifecycleUrl: this.#url,
          clientState: this.#clientState,
        }),
    });
    this.#alarms.add(alarm);
    return alarm;
  }

  alarmOf(subscriptionId: string): FolderAlarm | undefined {
    return [...this.#alarms].find(({ subscription }) => subscription?.id === subscriptionId);
  }

  close(): Promise<void> {
    return this.#receiver.close();
  }

  /** Their clientState has ended with the process that made it: nobody can take their notifications any more. */
  async #endOrphans(): Promise<void> {
    const { log } = this.#door;
    for (const { id, notificationUrl } of await listSubscriptions(this.#door)) {
      if (notificationUrl !== this.#url) continue;
      log?.info('graph.subscription-orphan', { id });
      await deleteSubscription(this.#door, id);
    }
  }
}

class FolderAlarm implements GraphAlarm {
  readonly #door: GraphDoor;
  readonly #report: SourceReport;
  readonly #subscribe: (folder: string) => Promise<Subscription>;
  #subscription: Subscription | undefined;
  /** What it is for. */
  #folder: string | undefined;
  #madeOnce = false;
  #timer: Timer | undefined;
  #renewAtMs = Number.POSITIVE_INFINITY;
  #rung = false;
  #wake = (): void => {};
  #closed = false;

  constructor(parts: {
    door: GraphDoor;
    report: SourceReport;
    subscribe: (folder: string) => Promise<Subscription>;
  }) {
    this.#door = parts.door;
    this.#report = parts.report;
    this.#subscribe = parts.subscribe;
  }

  get subscription(): Subscription | undefined {
    return this.#subscription;
  }

  async set(folder: string, signal: AbortSignal): Promise<boolean> {
    signal.throwIfAborted();
    const { clock, log } = this.#door;
    // Another folder has the path now.
    if (this.#folder !== folder) await this.#end();
    this.#folder = folder;
    // A machine that slept over the end of it was told nothing.
    if (this.#subscription && this.#subscription.expiresAtMs <= clock.now()) this.#lose();
    // Timers stand still while it sleeps.
    if (this.#subscription && this.#renewAtMs <= clock.now()) await this.#renew();
    if (this.#subscription) return true;
    try {
      this.#subscription = await this.#subscribe(folder);
    } catch (error) {
      // The first one has to work: whoever gave a URL wants to know that it is of no use. Later ones have, and may again.
      if (!this.#madeOnce || !isMailgrantError(error)) throw error;
      log?.warn('graph.subscription-not-made', { error });
      return false;
    }
    this.#madeOnce = true;
    this.#report.subscription('subscribed', this.#subscription.id);
    this.#renewLater(this.#halfLife(this.#subscription));
    return true;
  }

  async ring(signal: AbortSignal): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve, reject) => {
        const onAbort = (): void => reject(signal.reason as Error);
        signal.addEventListener('abort', onAbort, { once: true });
        this.#wake = () => {
          signal.removeEventListener('abort', onAbort);
          resolve();
        };
      });
    }
    this.#rung = false;
  }

  /** Something has changed in the folder. */
  wake(): void {
    this.#rung = true;
    this.#wake();
  }

  hear(event: 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed'): void {
    this.#door.log?.info('graph.subscription-event', { id: this.#subscription?.id, event });
    if (event === 'reauthorizationRequired') return void this.#renew();
    if (event === 'subscriptionRemoved') this.#lose();
    // What was missed, and what happened while there was no subscription, the next look finds.
    this.wake();
  }

  close(): Promise<void> {
    this.#closed = true;
    return this.#end();
  }

  async #end(): Promise<void> {
    this.#timer?.cancel();
    const subscription = this.#subscription;
    this.#subscription = undefined;
    if (!subscription) return;
    try {
      await deleteSubscription(this.#door, subscription.id);
    } catch (error) {
      if (!isMailgrantError(error)) throw error;
      // It ends by itself, or at the next start; not the place to wait for the network.
      this.#door.log?.warn('graph.subscription-not-ended', { id: subscription.id, error });
    }
  }

  #halfLife({ expiresAtMs }: Subscription): number {
    return Math.max(0, (expiresAtMs - this.#door.clock.now()) / 2);
  }

  #lose(): void {
    this.#timer?.cancel();
    const lost = this.#subscription;
    this.#subscription = undefined;
    if (lost) this.#report.subscription('subscription-lost', lost.id);
  }

  #renewLater(delayMs: number): void {
    this.#timer?.cancel();
    this.#renewAtMs = this.#door.clock.now() + delayMs;
    this.#timer = this.#door.clock.after(delayMs, () => void this.#renew(), { background: true });
  }

  /** PATCH speaks for it, too: what `reauthorizationRequired` asks for. */
  async #renew(): Promise<void> {
    const current = this.#subscription;
    if (!current || this.#closed) return;
    try {
      const renewed = await renewSubscription(this.#door, current.id);
      if (this.#subscription !== current || this.#closed) return;
      this.#subscription = { ...current, expiresAtMs: renewed.expiresAtMs };
      this.#report.subscription('renewed', current.id);
      this.#renewLater(this.#halfLife(this.#subscription));
    } catch (error) {
      if (this.#subscription !== current || this.#closed) return;
      this.#door.log?.info('graph.subscription-not-renewed', { id: current.id, error });
      if (isMailgrantError(error) && error.code === 'graph-not-found') {
        this.#lose();
        this.wake();
      } else {
        this.#renewLater(renewAgainMs);
      }
    }
  }
}
