// All subscriptions: who wants to hear of what, and when each of them ends. The feed of the store is the only source,
// so a notification can never disagree with what IMAP or delta show. They outlive the sandbox where it is kept on disk;
// what was on its way then is not: each subscriber hears `missed` instead.

import { randomUUID } from 'node:crypto';
import type { Timer } from '../../../base/clock.ts';
import { invariant } from '../../../base/invariant.ts';
import type { Change } from '../../mailboxes/change.ts';
import type { Shelf } from '../../shelf.ts';
import type { GoodToken, GraphDesk } from '../context.ts';
import { badRequest } from '../error.ts';
import { Delivery } from './delivery.ts';
import {
  concerns,
  type LifecycleEvent,
  lifecycleNotification,
  notification,
  validationClaims,
} from './notification.ts';
import { type ResourceOptions, readResource } from './resource.ts';
import type { Subscription } from './subscription.ts';
import { validateEndpoint } from './validate.ts';

const perMailboxMax = 1000;
/** How long before a token's or a subscription's end its app is asked to speak again, and how often then. */
const reauthorizeAheadMs = 10 * 60_000;
const reauthorizeEveryMs = 5 * 60_000;
const lookEveryMs = 60_000;

export class Subscriptions {
  readonly #desk: GraphDesk;
  readonly #all: Map<string, Subscription>;
  /** What their resources mean, read once. */
  readonly #options = new Map<string, ResourceOptions>();
  readonly #reminders = new Map<string, Timer>();
  readonly #delivery: Delivery;
  readonly #closed = new AbortController();
  readonly #stop: () => void;
  #look: Timer | undefined;

  constructor(desk: GraphDesk, shelf: Shelf) {
    this.#desk = desk;
    this.#all = shelf.map('subscription');
    this.#delivery = new Delivery({
      desk,
      // The news that it was removed goes to a subscription that is not there any more.
      isWanted: () => true,
      onLost: (ids) => {
        for (const id of ids) this.#tell(this.#all.get(id), 'missed');
      },
    });
    this.#stop = desk.mail.onChange((change) => this.#onChange(change));
    for (const kept of this.all()) {
      this.#remind(kept);
      this.#tell(kept, 'missed');
    }
    if (this.#all.size > 0) this.#keepLooking();
  }

  /** All that are alive, whoever made them. */
  all(): Subscription[] {
    this.#forgetDead();
    return [...this.#all.values()];
  }

  /** Those that `token`'s app made, for `token`'s user. */
  of(token: GoodToken): Subscription[] {
    return this.all().filter((known) => known.appId === token.appId && known.creatorId === token.subjectId);
  }

  /** Asks the endpoints to prove themselves, then keeps the subscription. @throws GraphError 400. */
  async create(wish: Omit<Subscription, 'id'>): Promise<Subscription> {
    this.#checkCount(wish.mailbox);
    const urls = new Set([wish.notificationUrl, wish.lifecycleNotificationUrl ?? wish.notificationUrl]);
    for (const url of urls) await validateEndpoint(this.#desk, url, this.#closed.signal);
    // Others may have been made meanwhile.
    this.#checkCount(wish.mailbox);
    const id = randomUUID();
    this.#all.set(id, { ...wish, id });
    // As the shelf gives it back: changes of the other would not be kept.
    const created = this.#all.get(id);
    invariant(created, 'what was put on the shelf is there');
    this.#remind(created);
    this.#keepLooking();
    return created;
  }

  /** The app has spoken again, with a token of now. */
  authorize(subscription: Subscription, token: GoodToken, expiresAtMs = subscription.expiresAtMs): void {
    subscription.expiresAtMs = expiresAtMs;
    subscription.tokenExpiresAtMs = token.expiresAtMs;
    subscription.authorizedAtMs = this.#desk.clock.now();
    this.#remind(subscription);
  }

  delete(subscription: Subscription): void {
    this.#all.delete(subscription.id);
    this.#options.delete(subscription.id);
    this.#reminders.get(subscription.id)?.cancel();
    this.#reminders.delete(subscription.id);
  }

  /** Tells a subscriber as if the cause had arisen; the subscription is gone where the event says so. */
  provoke(subscription: Subscription, event: LifecycleEvent): void {
    if (event === 'subscriptionRemoved') this.delete(subscription);
    this.#tell(subscription, event);
  }

  close(): void {
    this.#stop();
    this.#closed.abort();
    this.#delivery.close();
    this.#look?.cancel();
    for (const timer of this.#reminders.values()) timer.cancel();
  }

  #checkCount(mailbox: string): void {
    if (this.all().filter((known) => known.mailbox === mailbox).length < perMailboxMax) return;
    throw badRequest(
      `Operation: Create; Exception: [Status Code: Forbidden; Reason: Has reached its limit of ${perMailboxMax} subscriptions]`,
      'ExtensionError',
    );
  }

  #onChange(change: Change): void {
    if (this.#all.size === 0) return;
    this.#forgetDead();
    for (const subscription of this.#all.values()) {
      const options = this.#optionsOf(subscription);
      if (!concerns(subscription, options, change)) continue;
      const { sign, clock } = this.#desk;
      this.#delivery.send(subscription.notificationUrl, {
        subscriptionId: subscription.id,
        body: notification(subscription, options, change),
        validationToken: subscription.encryption && sign?.(validationClaims(subscription, clock.now())),
      });
    }
  }

  #optionsOf({ id, resource }: Subscription): ResourceOptions {
    const known = this.#options.get(id) ?? readResource(resource).options;
    this.#options.set(id, known);
    return known;
  }

  #tell(subscription: Subscription | undefined, event: LifecycleEvent): void {
    const url = subscription?.lifecycleNotificationUrl;
    if (!subscription || url === undefined) return;
    this.#delivery.send(url, {
      subscriptionId: subscription.id,
      body: lifecycleNotification(subscription, event),
      lifecycle: true,
    });
  }

  /** Before its token or itself expires, again and again until somebody does something. */
  #remind(subscription: Subscription): void {
    this.#reminders.get(subscription.id)?.cancel();
    this.#reminders.delete(subscription.id);
    if (subscription.lifecycleNotificationUrl === undefined) return;
    const { clock } = this.#desk;
    const end = Math.min(subscription.tokenExpiresAtMs, subscription.expiresAtMs);
    const arm = (delayMs: number): void => {
      const timer = clock.after(
        delayMs,
        () => {
          this.#reminders.delete(subscription.id);
          this.#forgetDead();
          if (!this.#all.has(subscription.id)) return;
          this.#tell(subscription, 'reauthorizationRequired');
          arm(reauthorizeEveryMs);
        },
        { background: true },
      );
      this.#reminders.set(subscription.id, timer);
    };
    arm(Math.max(end - reauthorizeAheadMs - clock.now(), 0));
  }

  /** What was revoked is removed without anybody asking; the subscriber hears of it. */
  #keepLooking(): void {
    this.#look ??= this.#desk.clock.after(
      lookEveryMs,
      () => {
        this.#look = undefined;
        this.#forgetDead();
        if (this.#all.size > 0) this.#keepLooking();
      },
      { background: true },
    );
  }

  #forgetDead(): void {
    const now = this.#desk.clock.now();
    for (const subscription of this.#all.values()) {
      if (subscription.expiresAtMs <= now) this.delete(subscription);
      else if (this.#isRevoked(subscription)) this.provoke(subscription, 'subscriptionRemoved');
    }
  }

  /** Its user's sessions were revoked after it was last authorised, or the user is no longer there or disabled. */
  #isRevoked({ creatorId, authorizedAtMs, mailbox }: Subscription): boolean {
    const { directory } = this.#desk;
    if (directory.mailboxByAddress(mailbox)?.address !== mailbox) return true;
    const user = directory.users.get(creatorId);
    // An app-only token's subject is a service principal, which is no user.
    if (!user) return false;
    return user.disabled || user.tokensValidFromMs > authorizedAtMs;
  }
}
