// Who has agreed to what: by user, application and resource, or by an administrator for everybody in a tenant. Two
// resources are two grants; a broader permission does not stand for a narrower one.

import { resources } from '../directory/resources.ts';
import type { Guid } from '../model.ts';
import type { Shelf } from '../shelf.ts';

export interface Consents {
  /** Permission names (in the publisher's spelling) that `user` has, own and the organisation's. */
  of(user: { id: string; tenantId: Guid }, appId: Guid, resourceAppId: Guid): string[];
  grant(userId: string, appId: Guid, resourceAppId: Guid, names: readonly string[]): void;
  grantForTenant(tenantId: Guid, appId: Guid, resourceAppId: Guid, names: readonly string[]): void;
  /** One resource, or everything the user agreed to for this application. */
  withdraw(userId: string, appId: Guid, resourceAppId?: Guid): void;
  /** True where a user or an administrator of the tenant has ever agreed to anything for the application. */
  knownIn(tenantId: Guid, appId: Guid): boolean;
  /** Everything that was agreed to and not withdrawn. */
  all(): ConsentRecord[];
}

export interface ConsentRecord {
  readonly by: 'user' | 'tenant';
  /** Id of the user or tenant. */
  readonly ownerId: string;
  readonly appId: Guid;
  readonly resourceAppId: Guid;
  readonly names: readonly string[];
}

export function createConsents(shelf: Shelf, tenantOf: (userId: string) => Guid | undefined): Consents {
  // Keyed by "owner app resource"; the owner is a user or a tenant. None of the three contains a space.
  const users = shelf.map<Set<string>>('consent-of-user');
  const tenants = shelf.map<Set<string>>('consent-of-tenant');
  // "tenant app": stays when a consent is withdrawn, as a service principal does.
  const known = new Set<string>();
  const add = (map: Map<string, Set<string>>, key: string, names: readonly string[]): void => {
    if (names.length > 0) map.set(key, new Set([...(map.get(key) ?? []), ...names]));
  };
  const records = (map: Map<string, Set<string>>, by: ConsentRecord['by']): ConsentRecord[] =>
    [...map].map(([key, names]) => {
      const [ownerId = '', appId = '', resourceAppId = ''] = key.split(' ');
      return { by, ownerId, appId, resourceAppId, names: [...names] };
    });
  return {
    all: () => [...records(users, 'user'), ...records(tenants, 'tenant')],
    of(user, appId, resourceAppId) {
      const own = users.get(`${user.id} ${appId} ${resourceAppId}`) ?? [];
      const everybody = tenants.get(`${user.tenantId} ${appId} ${resourceAppId}`) ?? [];
      return [...new Set([...own, ...everybody])];
    },
    grant(userId, appId, resourceAppId, names) {
      const tenantId = tenantOf(userId);
      if (tenantId !== undefined) known.add(`${tenantId} ${appId}`);
      add(users, `${userId} ${appId} ${resourceAppId}`, names);
    },
    grantForTenant(tenantId, appId, resourceAppId, names) {
      known.add(`${tenantId} ${appId}`);
      add(tenants, `${tenantId} ${appId} ${resourceAppId}`, names);
    },
    withdraw(userId, appId, resourceAppId) {
      const given = resourceAppId === undefined ? resources.map((one) => one.appId) : [resourceAppId];
      for (const id of given) users.delete(`${userId} ${appId} ${id}`);
    },
    knownIn: (tenantId, appId) => known.has(`${tenantId} ${appId}`),
  };
}
