// A subscription: who wants to hear of which messages, and how Graph shows it (resource type "subscription").

import type { ChangeKind } from '../../mailboxes/change.ts';
import type { Folder } from '../../mailboxes/folder.ts';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import type { Filter } from '../odata/options.ts';
import type { Selection } from '../odata/select.ts';

export interface Subscription {
  readonly id: string;
  readonly appId: string;
  readonly tenantId: string;
  readonly creatorId: string;
  readonly mailbox: Mailbox;
  /** Undefined: every folder. */
  readonly folder: Folder | undefined;
  /** As written at creation. */
  readonly resource: string;
  readonly filter: Filter | undefined;
  readonly select: Selection | undefined;
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
  /** DER. */
  readonly certificate: Buffer;
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
    encryptionCertificate: known.encryption?.certificate.toString('base64') ?? null,
    encryptionCertificateId: known.encryption?.certificateId ?? null,
    notificationUrlAppId: null,
  };
}
