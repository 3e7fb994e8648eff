// The permissions that mailgrant knows by name, with the ids that an app registration lists them under. Sources:
// Microsoft Graph permissions reference (delegated ids) and the published app roles of Office 365 Exchange Online.

import type { MicrosoftResource } from './clouds.ts';

export interface Permission {
  readonly name: string;
  /** The resource whose tokens carry it. */
  readonly resource: MicrosoftResource;
  /** Where a registration lists it, and its id there; undefined where the id is not established. */
  readonly delegated?: { readonly under: MicrosoftResource; readonly id: string };
  readonly appRole?: { readonly under: MicrosoftResource; readonly id: string | undefined };
}

const delegatedUnderGraph = (name: string, resource: MicrosoftResource, id: string): Permission => ({
  name,
  resource,
  delegated: { under: 'graph', id },
});

const withRole = (permission: Permission, role: string): Permission => ({
  ...permission,
  appRole: { under: 'graph', id: role },
});

/**
 * Delegated permissions. The mail protocols are Exchange's, yet the portal offers them under Microsoft Graph: Graph
 * publishes them so that there is something to tick, and the consent counts for Exchange.
 */
export const delegatedPermissions: readonly Permission[] = [
  delegatedUnderGraph('IMAP.AccessAsUser.All', 'exchange', '652390e4-393a-48de-9484-05f9b1212954'),
  delegatedUnderGraph('POP.AccessAsUser.All', 'exchange', 'd7b7f2d9-0f45-4ea1-9d42-e50810c06991'),
  delegatedUnderGraph('SMTP.Send', 'exchange', '258f6531-6087-4cc4-bb90-092c5fb3ed3f'),
  {
    name: 'EWS.AccessAsUser.All',
    resource: 'exchange',
    delegated: { under: 'exchange', id: '3b5f3d61-589b-4a3c-a359-5dd4b5ee5bd5' },
  },
  delegatedUnderGraph('User.Read', 'graph', 'e1fe6dd8-ba31-4d61-89e7-88639da4683d'),
  delegatedUnderGraph('Mail.ReadBasic', 'graph', 'a4b8392a-d8d1-4954-a029-8e668a39a170'),
  withRole(
    delegatedUnderGraph('Mail.Read', 'graph', '570282fd-fa5c-430d-a7fd-fc8dc98a9dca'),
    '810c84a8-4a9e-49e6-bf7d-12d183f40d01',
  ),
  withRole(
    delegatedUnderGraph('Mail.ReadWrite', 'graph', '024d486e-b451-40bb-833d-3e66d98c5c73'),
    'e2a3a72e-5f79-4c64-b1b1-878b674786c9',
  ),
  withRole(
    delegatedUnderGraph('Mail.Send', 'graph', 'e383f46e-2787-4529-855e-0e479a3ffac0'),
    'b633e1c5-b582-4048-a93e-9f11b44c7e96',
  ),
  delegatedUnderGraph('Mail.Read.Shared', 'graph', '7b9103a5-4610-446b-9670-80643382c1fa'),
  delegatedUnderGraph('Mail.ReadWrite.Shared', 'graph', '5df07973-7d5d-46ed-9847-1271055cbd51'),
  delegatedUnderGraph('Mail.Send.Shared', 'graph', 'a367ab51-6b49-43bf-a716-a1fb06d2a174'),
  delegatedUnderGraph('MailboxSettings.ReadWrite', 'graph', '818c620a-27a9-40bd-a6a5-d96f7d610b4b'),
];

/** OIDC scopes belong to no resource; a registration lists them under Graph. */
export const oidcPermissions: readonly Permission[] = [
  delegatedUnderGraph('openid', 'graph', '37f7f235-527c-4136-accd-4a02d197296e'),
  delegatedUnderGraph('profile', 'graph', '14dad69e-099b-42c9-810b-d002981feec1'),
  delegatedUnderGraph('email', 'graph', '64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0'),
  delegatedUnderGraph('offline_access', 'graph', '7427e0e9-2fba-42fe-b0c0-848c9e6a8182'),
];

/** Application permissions of the mail protocols, under Office 365 Exchange Online. */
export const appRoles: readonly Permission[] = [
  {
    name: 'IMAP.AccessAsApp',
    resource: 'exchange',
    appRole: { under: 'exchange', id: '5e5addcd-3e8d-4e90-baf5-964efab2b20a' },
  },
  {
    name: 'POP.AccessAsApp',
    resource: 'exchange',
    appRole: { under: 'exchange', id: 'cb842b43-da6e-4506-86fe-bb12199c656d' },
  },
  // Its id is not published anywhere that could be verified; scripts look it up by name in the tenant.
  { name: 'SMTP.SendAsApp', resource: 'exchange', appRole: { under: 'exchange', id: undefined } },
];

/** Finds a permission by name, whatever its case. */
export function permissionNamed(list: readonly Permission[], name: string): Permission | undefined {
  const plain = name.toLowerCase();
  return list.find((permission) => permission.name.toLowerCase() === plain);
}
