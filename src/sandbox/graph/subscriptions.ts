// Change notifications: who wants to hear of which folder, and the telling. The feed of the store is the only source,
// so a notification can never disagree with what IMAP or delta show.

import { randomUUID } from 'node:crypto';
import { backoffMs } from '../../base/backoff.ts';
import type { Timer } from '../../base/clock.ts';
import { withDeadline } from '../../base/deadline.ts';
import type { Change, ChangeKind } from '../mailboxes/change.ts';
import type { Folder } from '../mailboxes/folder.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import type { GraphDesk } from './context.ts';
import { badRequest } from './error.ts';
import { etag } from './message-json.ts';

export interface Subscription {
  readonly id: string;
  readonly appId: string;
  readonly tenantId: string;
  readonly creatorId: string;
  readonly mailbox: Mailbox;
  /** Undefined: every folder. */
  readonly folder: Folder | undefined;
  readonly resource: string;
  readonly changeTypes: readonly ChangeKind[];
  readonly notificationUrl: string;
  readonly lifecycleNotificationUrl: string | undefined;
  readonly clientState: string | undefined;
  readonly immutableIds: boolean;
  expiresAtMs: number;
}

/** Graph waits this long for the validation token to come back, and this long for a notification to be taken. */
const validationLimitMs = 10_000;
const deliveryLimitMs = 3000;
const triesMax = 5;
const pendingMax = 1000;
const subscriptionsMax = 1000;

export class Subscriptions {
  readonly #desk: GraphDesk;
  readonly #all = new Map<string, Subscription>();
  readonly #timers = new Set<Timer>();
  readonly #closed = new AbortController();
  readonly #stop: () => void;
  #pending = 0;

  constructor(desk: GraphDesk) {
    this.#desk = desk;
    this.#stop = desk.mail.onChange((change) => this.#onChange(change));
  }

  /** Everybody's, for the control side. */
  all(): Subscription[] {
    this.#forgetExpired();
    return [...this.#all.values()];
  }

  /** Those of `appId` and `creatorId` that are alive. */
  list(appId: string, creatorId: string): Subscription[] {
    this.#forgetExpired();
    return [...this.#all.values()].filter((known) => known.appId === appId && known.creatorId === creatorId);
  }

  find(id: string, appId: string, creatorId: string): Subscription | undefined {
    return this.list(appId, creatorId).find((known) => known.id === id);
  }

  /** Asks the endpoint to prove itself, then keeps the subscription. @throws GraphError 400. */
  async create(subscription: Omit<Subscription, 'id'>): Promise<Subscription> {
    this.#forgetExpired();
    if (this.#all.size >= subscriptionsMax) {
      throw badRequest(
        'Operation: Create; Exception: the limit of 1000 subscriptions is reached.',
        'ExtensionError',
      );
    }
    await this.#validate(subscription.notificationUrl);
    if (subscription.lifecycleNotificationUrl !== undefined) {
      await this.#validate(subscription.lifecycleNotificationUrl);
    }
    const created = { ...subscription, id: randomUUID() };
    this.#all.set(created.id, created);
    return created;
  }

  delete(subscription: Subscription): void {
    this.#all.delete(subscription.id);
  }

  close(): void {
    this.#stop();
    this.#closed.abort();
    for (const timer of this.#timers) timer.cancel();
  }

  async #validate(notificationUrl: string): Promise<void> {
    const token = `Validation: Testing client application reachability for subscription Request-Id: ${randomUUID()}`;
    const url = new URL(notificationUrl);
    url.searchParams.set('validationToken', token);
    const { clock } = this.#desk;
    let answer: { status: number; text: string };
    try {
      answer = await withDeadline(
        { clock, limitMs: validationLimitMs, signal: this.#closed.signal },
        async (signal) => {
          const response = await this.#desk.fetch(url, {
            method: 'POST',
            headers: { 'Content-Type': 'text/plain; charset=utf-8' },
            redirect: 'manual',
            signal,
          });
          return { status: response.status, text: (await response.text()).slice(0, 4096) };
        },
      );
    } catch (error) {
      this.#desk.log.info('sandbox.subscription.unreachable', { url: notificationUrl, error });
      throw badRequest('Subscription validation request timed out.', 'ValidationError');
    }
    if (answer.status !== 200 || answer.text !== token) {
      throw badRequest(
        'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.',
        'ValidationError',
      );
    }
  }

  #onChange(change: Change): void {
    this.#forgetExpired();
    for (const subscription of this.#all.values()) {
      const concerns =
        subscription.mailbox === change.mailbox &&
        (subscription.folder === undefined || subscription.folder === change.folder) &&
        subscription.changeTypes.includes(change.kind);
      // What cannot be queued is dropped, as Graph drops for an endpoint that is too slow.
      if (!concerns || this.#pending >= pendingMax) continue;
      this.#pending += 1;
      this.#deliver(subscription, notification(subscription, change), 1);
    }
  }

  #deliver(subscription: Subscription, body: string, attempt: number): void {
    const again = (reason: unknown): void => {
      this.#desk.log.info('sandbox.notification.failed', { subscription: subscription.id, attempt, reason });
      if (attempt >= triesMax || this.#closed.signal.aborted || !this.#all.has(subscription.id)) {
        this.#pending -= 1;
        return;
      }
      const wait = backoffMs(attempt, { firstMs: 1000, maxMs: 60_000, random: () => 0.5 });
      const timer = this.#desk.clock.after(
        wait,
        () => {
          this.#timers.delete(timer);
          this.#deliver(subscription, body, attempt + 1);
        },
        { background: true },
      );
      this.#timers.add(timer);
    };
    this.#post(subscription.notificationUrl, body).then((status) => {
      if (status >= 200 && status < 300) this.#pending -= 1;
      else again(status);
    }, again);
  }

  async #post(url: string, body: string): Promise<number> {
    const { clock } = this.#desk;
    return withDeadline({ clock, limitMs: deliveryLimitMs, signal: this.#closed.signal }, async (signal) => {
      const response = await this.#desk.fetch(url, {
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

  #forgetExpired(): void {
    const now = this.#desk.clock.now();
    for (const [id, subscription] of this.#all) if (subscription.expiresAtMs <= now) this.#all.delete(id);
  }
}

function notification(subscription: Subscription, change: Change): string {
  const id = subscription.immutableIds ? change.item.immutableId : change.id;
  const resource = `Users/${subscription.mailbox.settings.ownerId ?? subscription.mailbox.address}/Messages/${id}`;
  return JSON.stringify({
    value: [
      {
        subscriptionId: subscription.id,
        subscriptionExpirationDateTime: new Date(subscription.expiresAtMs).toISOString(),
        ...(subscription.clientState === undefined ? {} : { clientState: subscription.clientState }),
        changeType: change.kind,
        resource,
        tenantId: subscription.tenantId,
        resourceData: {
          '@odata.type': '#Microsoft.Graph.Message',
          '@odata.id': resource,
          '@odata.etag': etag(change.item),
          id,
        },
      },
    ],
  });
}
