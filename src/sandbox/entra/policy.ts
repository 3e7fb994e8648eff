// What stands between a person and a token, consent aside: the account itself, the application's standing in the tenant,
// and what the tenant's policies demand for a resource. The same rules for the pages and for /token; what differs is
// what can still be done about it.

import { exchangeAppId, resourceByAppId } from '../directory/resources.ts';
import {
  type AppRegistration,
  consumersTenantId,
  type EnterpriseSettings,
  type Guid,
  type Tenant,
  type User,
} from '../model.ts';
import { refuse } from './refusal.ts';
import type { World } from './world.ts';

/** Wrong passwords in a row, and how long the account is then locked: Entra's smart lockout as it is by default. */
const wrongPasswordsMax = 10;
const lockMs = 60_000;

/** Who signs in for a guest; oneself otherwise. */
export function homeOf(world: World, user: User): User | undefined {
  const { guestOf } = user.traits;
  return guestOf ? world.directory.users.get(guestOf.userId) : user;
}

/** @throws EntraRefusal where the account as such is not good, here or at home. */
export function checkAccount(world: World, user: User): void {
  for (const one of new Set([user, homeOf(world, user)])) {
    if (!one || one.disabled) throw refuse(50057);
    if (one.traits.lockedUntilMs > world.clock.now()) throw refuse(50053);
    if (one.passwordExpired) throw refuse(one.traits.onPremises ? 50144 : 50055);
  }
  if (user.traits.minor) throw refuse(54000);
}

/** @throws EntraRefusal 50053, 50056, 50126; ten wrong ones in a row lock the account for a minute. */
export function checkPassword(world: World, user: User, given: string): void {
  const { traits } = user;
  if (traits.lockedUntilMs > world.clock.now()) throw refuse(50053);
  if (user.password === '') throw refuse(50056);
  if (user.password === given) {
    traits.failedSignIns = 0;
    return;
  }
  traits.failedSignIns += 1;
  if (traits.failedSignIns >= wrongPasswordsMax) {
    traits.failedSignIns = 0;
    traits.lockedUntilMs = world.clock.now() + lockMs;
  }
  throw refuse(50126);
}

export function enterpriseOf(app: AppRegistration, tenantId: Guid): EnterpriseSettings | undefined {
  return app.enterprise.find((one) => one.tenantId === tenantId);
}

/** @throws EntraRefusal 7000112 for an application that is switched off, by its owner or in this tenant. */
export function checkEnabled(app: AppRegistration, tenantId: Guid | undefined): void {
  const off = app.disabled || (tenantId !== undefined && enterpriseOf(app, tenantId)?.disabled);
  if (off) throw refuse(7000112, { app: app.appId, appName: app.displayName });
}

/** @throws EntraRefusal 50105. */
export function checkAssignment(app: AppRegistration, user: User): void {
  const settings = enterpriseOf(app, user.tenantId);
  if (!settings?.assignmentRequired || settings.assigned.includes(user.id)) return;
  throw refuse(50105, { app: app.appId, appName: app.displayName, user: user.userPrincipalName });
}

/** A resource that the tenant has no service principal for, or a disabled one. @throws EntraRefusal 500011, 650052, 7000112. */
export function checkService(tenant: Tenant | undefined, resourceAppId: Guid, at: 'page' | 'token'): void {
  const standing = tenant?.services?.[resourceAppId];
  if (!tenant || !standing) return;
  const resource = resourceByAppId(resourceAppId);
  if (standing === 'disabled') {
    throw refuse(7000112, { app: resourceAppId, appName: resource?.displayName ?? '' });
  }
  if (at === 'page') throw refuse(650052, { resource: resourceAppId, tenant: tenant.displayName });
  throw refuse(500011, { resource: resource?.identifiers[0] ?? resourceAppId, tenant: tenant.displayName });
}

export interface Standing {
  readonly user: User;
  readonly app: AppRegistration;
  /** Resources that are asked for, by app id. */
  readonly resources: readonly Guid[];
}

/** What no new sign-in helps against: blocks, risk, devices, applications. @throws EntraRefusal. */
export function checkAccess(world: World, { user, app, resources }: Standing, at: 'page' | 'token'): void {
  const tenant = world.directory.tenants.get(user.tenantId);
  const policies = tenant?.policies;
  if (!policies || user.tenantId === consumersTenantId) return;
  const about = (ids: readonly Guid[]): boolean => resources.some((id) => ids.includes(id));
  if (about(policies.blockedResources)) throw refuse(53003, {}, { error: world.switches.blockedError });
  checkRisk(world, user);
  const { device } = user.traits;
  if (about(policies.joinedDeviceForResources) && device !== 'joined') throw refuse(53001);
  if (about(policies.compliantDeviceForResources) && device !== 'compliant') throw refuse(53000);
  if (about(policies.registeredDeviceForResources) && device === 'none') {
    throw at === 'page' ? refuse(50129) : refuse(50097);
  }
  if (about(policies.approvedAppForResources) && !policies.approvedApps.includes(app.appId))
    throw refuse(53002);
  if (about(policies.tokenProtectionForResources)) throw refuse(530084);
}

function checkRisk(world: World, user: User): void {
  const home = homeOf(world, user);
  const blocked = (one: User | undefined): boolean =>
    one !== undefined &&
    one.traits.highRisk &&
    world.directory.tenants.get(one.tenantId)?.policies.riskBlocked === true;
  if (blocked(user)) throw refuse(50131);
  if (home !== user && blocked(home)) throw refuse(53011);
}

export type FactorWanted =
  | { readonly kind: 'none' }
  | { readonly kind: 'external' }
  /** `resource` is what the texts name. */
  | { readonly kind: 'missing' | 'expired' | 'personal'; readonly resource: Guid };

/** The second factor that is still to be shown, if any. `mfaAtMs`: when one was shown last. */
export function factorWanted(
  world: World,
  { user, resources }: Standing,
  shown: { amr: readonly string[]; mfaAtMs: number | undefined; stepUp: boolean },
): FactorWanted {
  const policies = world.directory.tenants.get(user.tenantId)?.policies;
  const naming = (ids: readonly Guid[] | undefined): Guid | undefined =>
    resources.find((id) => ids?.includes(id));
  if (naming(policies?.externalFactorForResources) !== undefined) return { kind: 'external' };
  const resource = naming(policies?.mfaForResources) ?? (shown.stepUp ? resources[0] : undefined);
  if (resource === undefined && !user.traits.mfaRequired) return { kind: 'none' };
  if (!shown.amr.includes('mfa')) {
    return resource === undefined
      ? { kind: 'personal', resource: resources[0] ?? exchangeAppId }
      : { kind: 'missing', resource };
  }
  const life = policies?.mfaLifetimeMs;
  const expired =
    life !== undefined && shown.mfaAtMs !== undefined && shown.mfaAtMs + life <= world.clock.now();
  return expired
    ? { kind: 'expired', resource: resource ?? resources[0] ?? exchangeAppId }
    : { kind: 'none' };
}

/** A second factor that /token, or a silent request, cannot ask for. @throws EntraRefusal. */
export function refuseFactor(wanted: FactorWanted, user: User, at: 'token' | 'silent'): void {
  const options =
    at === 'silent' ? { error: 'interaction_required', page: false } : { claims: challenge(user) };
  switch (wanted.kind) {
    case 'none':
      return;
    case 'external':
      throw refuse(50158, {}, options);
    case 'expired':
      throw refuse(50078, { resource: wanted.resource }, options);
    case 'personal':
      throw user.traits.mfaEnrolled
        ? refuse(50074, {}, options)
        : refuse(50079, { resource: wanted.resource }, options);
    case 'missing':
      if (user.traits.mfaEnrolled) throw refuse(50076, { resource: wanted.resource }, options);
      throw at === 'silent'
        ? refuse(50072, { resource: wanted.resource })
        : refuse(50079, { resource: wanted.resource }, options);
  }
}

/** What the application hands on to /authorize, so that the policies in question are looked at there. */
function challenge(user: User): string {
  return JSON.stringify({ access_token: { capolids: { essential: true, values: [user.tenantId] } } });
}

/** The moment from which a sign-in is too old, by the tenant's sign-in frequency. */
export function signInDueMs(world: World, user: User, authTimeMs: number): number | undefined {
  const frequency = world.directory.tenants.get(user.tenantId)?.policies.signInFrequencyMs;
  return frequency === undefined ? undefined : authTimeMs + frequency;
}
