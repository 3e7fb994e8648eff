// A subscription: who wants to hear of which messages, and how Graph shows it (resource type "subscription").

import type { ChangeKind } from '../../mailboxes/change.ts';

/** Plain data, so that it can be kept; what its resource's options mean is read again (resource.ts). */
export interface Subscription {
  readonly id: string;
  readonly appId: string;
  readonly tenantId: string;
  readonly creatorId: string;
  /** The mailbox's own address. */
  readonly mailbox: string;
  /** Undefined: every folder. */
  readonly folderId: string | undefined;
  /** As written at creation. */
  readonly resource: string;
  readonly changeTypes: readonly ChangeKind[];
  readonly notificationUrl: string;
  readonly lifecycleNotificationUrl: string | undefined;
  readonly clientState: string | undefined;
  readonly immutableIds: boolean;
  /** Of a rich subscription. */
  readonly encryption: Encryption | undefined;
  expiresAtMs: number;
  /** When the token that last spoke for this subscription expires, and since when it has spoken. */
  tokenExpiresAtMs: number;
  authorizedAtMs: number;
}

export interface Encryption {
  readonly certificateId: string;
  /** DER in base64. */
  readonly certificate: string;
}

export function subscriptionJson(known: Subscription): Record<string, unknown> {
  return {
    id: known.id,
    resource: known.resource,
    applicationId: known.appId,
    changeType: known.changeTypes.join(','),
    clientState: known.clientState ?? null,
    notificationUrl: known.notificationUrl,
    notificationQueryOptions: null,
    lifecycleNotificationUrl: known.lifecycleNotificationUrl ?? null,
    expirationDateTime: new Date(known.expiresAtMs).toISOString(),
    creatorId: known.creatorId,
    includeResourceData: known.encryption ? true : null,
    latestSupportedTlsVersion: 'v1_2',
    encryptionCertificate: known.encryption?.certificate ?? null,
    encryptionCertificateId: known.encryption?.certificateId ?? null,
    notificationUrlAppId: null,
  };
}
