// One scope, understood: which resource it names, which permission, and what is odd about it. Source: Microsoft identity
// platform, "Scopes and permissions"; Microsoft Graph permissions reference.

import {
  clouds,
  type MicrosoftResource,
  resourceNamed,
  trimSlashes,
} from '../../identity/microsoft/clouds.ts';
import { nearest } from '../../identity/microsoft/nearest.ts';
import { appRoles, delegatedPermissions, permissionNamed } from '../../identity/microsoft/permissions.ts';
import { serviceRow, signInScopes } from '../../identity/microsoft/services.ts';

export type ScopeRemark =
  /** No resource before it: Graph is meant, whatever it was meant to be. */
  | 'bare'
  /** A permission of IMAP, POP or SMTP at Graph, which publishes it and cannot do it. */
  | 'mail-protocol-at-graph'
  /** openid, profile, email or offline_access with a resource before it, which it does not have. */
  | 'openid-with-resource'
  /** Exists for apps without a user only. */
  | 'application-permission'
  /** Not known: it may be a mistake in writing. */
  | 'unknown-permission'
  | 'unknown-resource'
  /** Exchange by another name than outlook.office.com, or a permission that companies have: personal accounts refuse it. */
  | 'not-for-personal'
  | 'no-name';

export interface ReadScope {
  /** As it was written. */
  readonly text: string;
  /** What stands before the last slash; undefined for a bare name. */
  readonly identifier: string | undefined;
  readonly name: string;
  /** 'openid': belongs to no resource. */
  readonly resource: MicrosoftResource | 'openid' | 'other';
  readonly remarks: readonly ScopeRemark[];
  /** What was probably meant. */
  readonly meant?: string;
}

export const openidNames: readonly string[] = signInScopes;

/** The permissions of each resource that this product or its users have to do with. Both have more. */
const published: Readonly<Record<MicrosoftResource, readonly string[]>> = {
  exchange: [
    ...delegatedPermissions.filter(({ resource }) => resource === 'exchange').map(({ name }) => name),
    // From the time of Outlook's own REST API, under the same roof.
    ...['User.Read', 'Mail.Read', 'Mail.ReadWrite', 'Mail.Send'],
  ],
  graph: [
    ...openidNames,
    ...delegatedPermissions.filter(({ name }) => name !== 'EWS.AccessAsUser.All').map(({ name }) => name),
    ...[
      'MailboxSettings.Read',
      'Contacts.Read',
      'Contacts.ReadWrite',
      'Calendars.Read',
      'Calendars.ReadWrite',
    ],
  ],
};

const mailProtocols = (['imap', 'pop', 'smtp'] as const).flatMap((service) => serviceRow(service).delegated);

/** Exchange Web Services, and other people's mailboxes. */
const companyOnly = /^EWS\.AccessAsUser\.All$|\.Shared$/i;

export function readScope(text: string): ReadScope {
  const slash = text.lastIndexOf('/');
  const identifier = slash === -1 ? undefined : text.slice(0, slash);
  const name = text.slice(slash + 1);
  if (identifier === undefined && openidNames.includes(name.toLowerCase())) {
    return { text, identifier, name: name.toLowerCase(), resource: 'openid', remarks: [] };
  }
  const resource = identifier === undefined ? 'graph' : (resourceOf(identifier) ?? 'other');
  const remarks: ScopeRemark[] = [];
  if (identifier === undefined) remarks.push('bare');
  if (resource === 'other') remarks.push('unknown-resource');
  if (resource === 'exchange' && !sameIdentifier(identifier ?? '', 'https://outlook.office.com')) {
    remarks.push('not-for-personal');
  } else if (companyOnly.test(name)) remarks.push('not-for-personal');
  if (name === '') remarks.push('no-name');
  if (openidNames.includes(name.toLowerCase())) remarks.push('openid-with-resource');
  if (resource === 'graph' && isNamed(mailProtocols, name)) remarks.push('mail-protocol-at-graph');
  if (
    resource !== 'other' &&
    name !== '' &&
    name !== '.default' &&
    publishedName(resource, name) === undefined
  ) {
    remarks.push(permissionNamed(appRoles, name) ? 'application-permission' : 'unknown-permission');
  }
  const meant = remarks.includes('unknown-permission')
    ? nearest(name, [...published.exchange, ...published.graph])
    : undefined;
  return { text, identifier, name, resource, remarks, ...(meant !== undefined && { meant }) };
}

/** By any of its identifiers, in any cloud. */
export function resourceOf(identifier: string): MicrosoftResource | undefined {
  for (const cloud of clouds.values()) {
    const resource = resourceNamed(cloud, identifier);
    if (resource) return resource;
  }
  return undefined;
}

/** The permission in its publisher's spelling; undefined where the resource is not known to publish it. */
export function publishedName(resource: MicrosoftResource, name: string): string | undefined {
  return published[resource].find((one) => one.toLowerCase() === name.toLowerCase());
}

/** The two names are the same resource by the same identifier: Entra compares what is written, not what it stands for. */
export function sameIdentifier(a: string, b: string): boolean {
  return trimSlashes(a).toLowerCase() === trimSlashes(b).toLowerCase();
}

export function isMailProtocol(name: string): boolean {
  return isNamed(mailProtocols, name);
}

function isNamed(list: readonly string[], name: string): boolean {
  return list.some((one) => one.toLowerCase() === name.toLowerCase());
}
