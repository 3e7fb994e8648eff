// As whom somebody is known at a place: as herself in her own tenant, as a guest in another's, or not at all. And
// whether she may come there: cross-tenant access of both sides, and the tenant restrictions that a company's proxy
// writes into every request.

import { type AppRegistration, consumersTenantId, type User } from '../model.ts';
import { refuse } from './refusal.ts';
import { placeName, type Segment } from './segment.ts';
import type { World } from './world.ts';

/** Whether `home` may sign in at `segment` in any guise. */
export function accountAt(world: World, segment: Segment, home: User): User | undefined {
  if (segment.kind === 'common') return home;
  if (segment.kind === 'organizations') return home.tenantId === consumersTenantId ? undefined : home;
  if (segment.tenant.id === home.tenantId) return home;
  return world.directory.guestIn(segment.tenant.id, home.id);
}

/** @throws EntraRefusal 50014, 50020, 500212, 500213. */
export function accountOrRefusal(world: World, segment: Segment, home: User, app: AppRegistration): User {
  const account = accountAt(world, segment, home);
  if (!account) {
    const personal = home.tenantId === consumersTenantId;
    throw refuse(50020, {
      user: home.userPrincipalName,
      idp: personal ? 'live.com' : `https://sts.windows.net/${home.tenantId}/`,
      tenant: placeName(segment),
      app: app.appId,
      appName: app.displayName,
    });
  }
  checkGuest(world, account, home);
  return account;
}

/** @throws EntraRefusal 50014, 500212, 500213 for a guest who may not (yet) come. */
export function checkGuest(world: World, account: User, home: User): void {
  const { guestOf } = account.traits;
  if (!guestOf) return;
  const { tenants } = world.directory;
  const from = tenants.get(account.tenantId)?.policies.guestsFrom ?? 'everywhere';
  const to = tenants.get(home.tenantId)?.policies.guestsTo ?? 'everywhere';
  if (to !== 'everywhere' && !to.includes(account.tenantId)) throw refuse(500212);
  if (from !== 'everywhere' && !from.includes(home.tenantId)) throw refuse(500213);
  if (!guestOf.accepted) throw refuse(50014);
}

/**
 * Tenant restrictions: a proxy names the tenants that may be signed in to from its network.
 *
 * @throws EntraRefusal 500021.
 */
export function checkRestriction(world: World, header: string | undefined, user: User): void {
  if (header === undefined) return;
  const allowed = header.split(',').map((name) => world.directory.tenantByName(name.trim())?.id);
  const tenant = world.directory.tenants.get(user.tenantId);
  if (!tenant || allowed.includes(tenant.id)) return;
  throw refuse(500021, { tenant: tenant.displayName });
}
