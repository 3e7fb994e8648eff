// Which resource serves a door to the mailbox, and which permissions it takes there. The one place that knows that
// imap, pop and smtp are one resource and graph another.

import type { ResourceId, Service } from '../../base/token-source.ts';
import type { Cloud, MicrosoftResource } from './clouds.ts';

interface ServiceRow {
  readonly resource: MicrosoftResource;
  readonly delegated: readonly string[];
  readonly appRoles: readonly string[];
}

const services: Readonly<Record<Service, ServiceRow>> = {
  imap: { resource: 'exchange', delegated: ['IMAP.AccessAsUser.All'], appRoles: ['IMAP.AccessAsApp'] },
  pop: { resource: 'exchange', delegated: ['POP.AccessAsUser.All'], appRoles: ['POP.AccessAsApp'] },
  smtp: { resource: 'exchange', delegated: ['SMTP.Send'], appRoles: ['SMTP.SendAsApp'] },
  // The profile, subscriptions to new messages, and deletion. Sending through Graph is a wish of its own: Mail.Send.
  graph: { resource: 'graph', delegated: ['User.Read', 'Mail.ReadWrite'], appRoles: ['Mail.ReadWrite'] },
};

/** Who signed in, and a refresh token. They belong to no resource and go with every request that a person is behind. */
export const signInScopes = ['openid', 'profile', 'email', 'offline_access'] as const;

/** The row of the table for one service. */
export function serviceRow(service: Service): ServiceRow {
  return services[service];
}

/** Whether a token with these permissions, with their resource before them or without, is of use at the service. */
export function permits(service: Service, granted: readonly string[]): boolean {
  const { delegated, appRoles } = services[service];
  const names = granted.map((scope) => scope.slice(scope.lastIndexOf('/') + 1).toLowerCase());
  return [...delegated, ...appRoles].some((name) => names.includes(name.toLowerCase()));
}

/** The id under which tokens of a resource are kept. */
export function resourceId(resource: MicrosoftResource): ResourceId {
  // A brand over one of two literals: this is where it is made.
  return resource as string as ResourceId;
}

/** The scope as it is sent: never bare, because a bare scope silently means Graph. */
export function qualified(cloud: Cloud, resource: MicrosoftResource, name: string): string {
  return `${cloud.scopePrefix[resource]}/${name}`;
}
