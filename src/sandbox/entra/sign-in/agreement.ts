// What a person still has to agree to before a purpose may go on, and the record of it once they have.

import { graph, type Resource, resourceByIdentifier } from '../../directory/resources.ts';
import { type AppRegistration, consumersTenantId, type Tenant, type User } from '../../model.ts';
import { refuse, refuseUnnumbered } from '../refusal.ts';
import { consentResources, firstScopeReading, oidcScopes, type ScopeList } from '../scope.ts';
import type { World } from '../world.ts';
import type { Purpose } from './purpose.ts';

export interface Ask {
  readonly resource: Resource;
  /** Everything that is asked of the resource. */
  readonly names: readonly string[];
  /** What nobody has agreed to so far. */
  readonly missing: readonly string[];
}

/** What `purpose` asks of `user`, resource by resource. @throws EntraRefusal for scopes that cannot be asked for. */
export function asksOf(world: World, purpose: Purpose, user: User): Ask[] {
  const { app, scopes } = purpose;
  const tenant = world.directory.tenants.get(user.tenantId);
  const place = tenant?.displayName ?? user.tenantId;
  if (user.tenantId === consumersTenantId) checkPersonal(world, scopes);
  const wanted = consentResources(scopes, { appName: app.displayName, tenant: place });
  const names = new Map<Resource, readonly string[]>(
    wanted.map(({ resource, names, all }) => [
      resource,
      all ? everything(world, purpose, user, resource) : names,
    ]),
  );
  // The OpenID scopes are kept as delegated permissions of Graph.
  if (scopes.oidc.size > 0) {
    names.set(graph, [...(names.get(graph) ?? []), ...oidcScopes.filter((name) => scopes.oidc.has(name))]);
  }
  return [...names].map(([resource, all]) => {
    const had = world.consents.of(user, app.appId, resource.appId);
    return { resource, names: all, missing: all.filter((name) => !had.includes(name)) };
  });
}

/** True where only an administrator may agree to what is missing. */
export function needsAdministrator(tenant: Tenant | undefined, user: User, asks: readonly Ask[]): boolean {
  if (!tenant || user.admin) return false;
  const { adminConsentForMail, userConsentDisabled } = tenant.policies;
  return asks.some(({ resource, missing }) =>
    missing.some(
      (name) =>
        userConsentDisabled ||
        (adminConsentForMail && resource.delegated.get(name.toLowerCase())?.mail === true),
    ),
  );
}

export function recordAgreement(
  world: World,
  purpose: Purpose,
  user: User,
  options: { forTenant: boolean },
): void {
  const { app, scopes } = purpose;
  const write = (resource: Resource, names: readonly string[]): void =>
    options.forTenant
      ? world.consents.grantForTenant(user.tenantId, app.appId, resource.appId, names)
      : world.consents.grant(user.id, app.appId, resource.appId, names);
  const asks = asksOf(world, purpose, user);
  const lost =
    user.tenantId === consumersTenantId && world.switches.personalMixedConsent === 'refuse-at-token';
  const kept = lost ? asks.filter(({ resource }) => resource === firstResource(asks, scopes)) : asks;
  for (const { resource, names } of kept) write(resource, names);
  const alsoMeant = firstScopeReading(scopes);
  if (alsoMeant) write(alsoMeant.resource, alsoMeant.names);
}

/** `.default`: what exists already, else what the registration lists. @throws EntraRefusal where that is nothing, or nonsense. */
function everything(world: World, purpose: Purpose, user: User, resource: Resource): readonly string[] {
  const { app } = purpose;
  const had = purpose.forTenant ? [] : world.consents.of(user, app.appId, resource.appId);
  if (had.length > 0) return had;
  const access = app.requiredAccess?.find(({ resourceAppId }) => resourceAppId === resource.appId);
  const listed = (access?.delegated.length ?? 0) + (access?.roles.length ?? 0) > 0;
  if (!listed) throw notListed(app, user, resource);
  const unknown = access?.delegated.find((name) => !resource.delegated.has(name.toLowerCase()));
  if (unknown !== undefined) throw refuse(65006, { scope: unknown, resource: resource.appId });
  return access?.delegated ?? [];
}

function notListed(app: AppRegistration, user: User, resource: Resource): Error {
  const [identifier = resource.appId] = resource.identifiers;
  if (user.tenantId === consumersTenantId) {
    return refuseUnnumbered(
      'invalid_scope',
      `The provided value for the input parameter 'scope' is not valid. The scope '${identifier}/.default' is not valid because it refers to a resource which is not listed in the client's Required Resource Access and for which the user does not have any existing consent.`,
    );
  }
  const others = (app.requiredAccess ?? []).map(({ resourceAppId }) => resourceAppId);
  if (others.length === 0) return refuse(650056, { resourceName: resource.displayName, app: app.appId });
  return refuse(650057, {
    app: app.appId,
    appName: app.displayName,
    resource: identifier,
    resourceAppId: resource.appId,
    listed: others.join(', '),
  });
}

/** Personal accounts know fewer resources and fewer permissions, and say so without a number. */
export function checkPersonal(world: World, scopes: ScopeList): void {
  const resourceRefused = (): Error =>
    refuseUnnumbered(
      'invalid_scope',
      "The provided resource value for the input parameter 'scope' is not valid.",
    );
  const seen = new Set<Resource>();
  for (const { resource, identifier, item } of known(scopes)) {
    seen.add(resource);
    if (!resource.consumerIdentifiers.includes(identifier)) throw resourceRefused();
    const permission = resource.delegated.get(item.name.toLowerCase());
    if (permission && !permission.consumers) {
      throw refuseUnnumbered(
        'invalid_scope',
        `The provided value for the input parameter 'scope' is not valid. The scope '${item.raw}' is not configured for this tenant.`,
      );
    }
  }
  if (seen.size > 1 && world.switches.personalMixedConsent === 'refuse-at-authorize') throw resourceRefused();
}

function known(
  scopes: ScopeList,
): Array<{ resource: Resource; identifier: string; item: ScopeList['items'][number] }> {
  return scopes.items.flatMap((item) => {
    const identifier = (item.identifier ?? graph.identifiers[0] ?? '').replace(/\/$/, '').toLowerCase();
    const resource = resourceByIdentifier(identifier);
    return resource ? [{ resource, identifier, item }] : [];
  });
}

function firstResource(asks: readonly Ask[], scopes: ScopeList): Resource | undefined {
  const named = scopes.items[0];
  if (!named) return asks[0]?.resource;
  return named.identifier === undefined
    ? graph
    : asks.find(({ resource }) => resource.identifiers.includes(named.identifier?.toLowerCase() ?? ''))
        ?.resource;
}
