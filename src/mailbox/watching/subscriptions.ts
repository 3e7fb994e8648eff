// Graph's subscriptions of an account, for whoever runs a receiver of their own. The watch makes and ends its own.

import { randomUUID } from 'node:crypto';
import { Secret } from '../../base/secret.ts';
import { mailboxPath } from '../../mail/graph/request.ts';
import {
  createSubscription,
  deleteSubscription,
  listSubscriptions,
  renewSubscription,
  type Subscription,
} from '../../mail/graph/subscriptions.ts';
import type { MailboxContext } from '../context.ts';
import { graphDoorOf } from '../doors/graph-door.ts';
import { type ChangeKind, changeKinds } from './events.ts';

export interface NewSubscription {
  /** Has to answer Graph's validation at once, from the internet, by https. */
  readonly notificationUrl: string;
  /** Default: the notification URL. */
  readonly lifecycleUrl?: string | undefined;
  /** Default: every folder of the mailbox. */
  readonly folder?: string | undefined;
  /** Default: all three. */
  readonly events?: readonly ChangeKind[] | undefined;
  /** Default: made up, and in the answer. */
  readonly clientState?: Secret | undefined;
  /** Default and limit: 10,000 minutes, or what Graph takes today; a day less ten minutes with `rich`. */
  readonly lifetimeMs?: number | undefined;
  /** The fields of the message (`subject,from`) to be brought along, sealed for this certificate. */
  readonly rich?: { readonly certificate: string; readonly certificateId: string; readonly select: string };
}

export class Subscriptions {
  readonly #context: MailboxContext;

  constructor(context: MailboxContext) {
    this.#context = context;
  }

  /** Those that this app has made for this account, whichever process it was. */
  list(options: { signal?: AbortSignal | undefined } = {}): Promise<readonly Subscription[]> {
    return listSubscriptions(this.#door(options));
  }

  /** @throws `graph-subscription-unvalidated`, `folder-unknown` */
  async create(
    wanted: NewSubscription,
    options: { signal?: AbortSignal | undefined } = {},
  ): Promise<Subscription & { readonly clientState: Secret }> {
    const door = this.#door(options);
    const clientState = wanted.clientState ?? new Secret(randomUUID());
    const { notificationUrl, lifecycleUrl = notificationUrl, lifetimeMs, rich } = wanted;
    const folder = wanted.folder === undefined ? '' : await this.#folder(wanted.folder, options);
    const select = rich ? `?$select=${rich.select}` : '';
    const created = await createSubscription(door, {
      resource: `${mailboxPath(door).slice(1)}${folder}/messages${select}`,
      changes: wanted.events ?? changeKinds,
      notificationUrl,
      lifecycleUrl,
      clientState,
      lifetimeMs,
      rich,
    });
    return { ...created, clientState };
  }

  /** Lives as long again as a new one would. @throws `graph-not-found` */
  renew(
    id: string,
    options: { lifetimeMs?: number | undefined; signal?: AbortSignal | undefined } = {},
  ): Promise<Subscription> {
    return renewSubscription(this.#door(options), id, options.lifetimeMs);
  }

  /** Succeeds too when it has ended by itself. */
  delete(id: string, options: { signal?: AbortSignal | undefined } = {}): Promise<void> {
    return deleteSubscription(this.#door(options), id);
  }

  /** @throws `verb-needs-service` where the account is not connected for Graph */
  #door({ signal }: { signal?: AbortSignal | undefined }) {
    this.#context.route('subscriptions');
    return { ...graphDoorOf(this.#context.world), signal };
  }

  async #folder(given: string, options: { signal?: AbortSignal | undefined }): Promise<string> {
    const context = this.#context;
    const [, { handle }] = await context.folder(context.door('graph'), given, options);
    return `/mailFolders('${handle}')`;
  }
}
