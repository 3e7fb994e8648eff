// What is sent to a subscriber: a change of a message, with or without its content, or news of the subscription itself.

import type { Change, ChangeKind } from '../../mailboxes/change.ts';
import type { GoodToken } from '../context.ts';
import { messageJson, messageRow } from '../messages/message-json.ts';
import { etag, type View } from '../messages/properties.ts';
import { encrypted } from './encrypt.ts';
import type { ResourceOptions } from './resource.ts';
import type { Subscription } from './subscription.ts';

export type LifecycleEvent = 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed';
export const lifecycleEvents: readonly LifecycleEvent[] = [
  'reauthorizationRequired',
  'subscriptionRemoved',
  'missed',
];

/** The application that Graph signs the validation tokens as (documentation of rich notifications). */
const publisherAppId = '0bf30f3b-4a52-48df-9a82-234910c4a086';
const validationTokenSeconds = 3600;

/** What `change` is to somebody who knows messages by their ids; undefined for half of a rewriting. */
export function kindOf(change: Change): ChangeKind | undefined {
  if (!change.rewritten) return change.kind;
  return change.kind === 'created' ? 'updated' : undefined;
}

export function concerns(subscription: Subscription, { filter }: ResourceOptions, change: Change): boolean {
  const { mailbox, folder } = change;
  const kind = kindOf(change);
  if (kind === undefined || subscription.mailbox !== mailbox.address) return false;
  if (folder === mailbox.recoverable) return false;
  if (subscription.folderId !== undefined && subscription.folderId !== folder.id) return false;
  if (!subscription.changeTypes.includes(kind)) return false;
  // A message that is gone cannot be asked.
  return kind === 'deleted' || (filter?.matches(messageRow(change.item, view(subscription))) ?? true);
}

export function notification(
  subscription: Subscription,
  { select }: ResourceOptions,
  change: Change,
): Record<string, unknown> {
  const id = subscription.immutableIds ? change.item.immutableId : change.id;
  const { encryption } = subscription;
  const { mailbox } = change;
  const resource = `Users/${mailbox.settings.ownerId ?? mailbox.address}/Messages/${id}`;
  const kind = kindOf(change) ?? change.kind;
  const data = {
    '@odata.type': '#Microsoft.Graph.Message',
    '@odata.id': resource,
    '@odata.etag': etag(change.item),
    id,
  };
  return {
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: new Date(subscription.expiresAtMs).toISOString(),
    changeType: kind,
    resource,
    resourceData: data,
    ...(subscription.clientState === undefined ? {} : { clientState: subscription.clientState }),
    tenantId: subscription.tenantId,
    ...(encryption && kind !== 'deleted'
      ? {
          encryptedContent: encrypted(
            {
              '@odata.type': '#microsoft.graph.message',
              '@odata.id': resource,
              ...messageJson(change.item, { ...view(subscription), select }),
            },
            encryption,
          ),
        }
      : {}),
  };
}

export function lifecycleNotification(
  subscription: Subscription,
  event: LifecycleEvent,
): Record<string, unknown> {
  return {
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: new Date(subscription.expiresAtMs).toISOString(),
    tenantId: subscription.tenantId,
    ...(subscription.clientState === undefined ? {} : { clientState: subscription.clientState }),
    lifecycleEvent: event,
  };
}

export function validationClaims(
  { appId, tenantId }: Pick<GoodToken, 'appId' | 'tenantId'>,
  nowMs: number,
): Record<string, unknown> {
  const now = Math.floor(nowMs / 1000);
  return {
    aud: appId,
    iss: `https://sts.windows.net/${tenantId}/`,
    iat: now,
    nbf: now,
    exp: now + validationTokenSeconds,
    appid: publisherAppId,
    appidacr: '2',
    idp: `https://sts.windows.net/${tenantId}/`,
    tid: tenantId,
    ver: '1.0',
  };
}

function view(subscription: Subscription): View {
  return { immutableIds: subscription.immutableIds, bodyType: undefined, basicOnly: false };
}
