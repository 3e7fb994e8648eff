// From the scope of a token request to permissions of one resource that this person has agreed to and that policy
// lets through.

import { graph } from '../../directory/resources.ts';
import { consumersTenantId, type User } from '../../model.ts';
import { checkRestriction } from '../account.ts';
import { restrictionOf } from '../exchange.ts';
import type { Grant } from '../grants.ts';
import {
  checkAccess,
  checkAssignment,
  checkEnabled,
  checkService,
  factorWanted,
  refuseFactor,
} from '../policy.ts';
import { refuse } from '../refusal.ts';
import { checkNotItself, parseScopes, type ResourceScopes, tokenResource } from '../scope.ts';
import type { TokenCall } from './call.ts';

export interface Wanted {
  readonly scopes: ResourceScopes;
  readonly oidc: ReadonlySet<string>;
  /** Everything the person has agreed to for the resource: what the token holds. */
  readonly granted: readonly string[];
}

export function wantedOf(call: TokenCall, grant: Grant, user: User, options: { firstWins: boolean }): Wanted {
  const raw = call.parameters['scope'];
  const list = parseScopes(raw === undefined || raw.trim() === '' ? grant.scope : raw);
  checkNotItself(call.app, list);
  const place = call.world.directory.tenants.get(user.tenantId)?.displayName ?? user.tenantId;
  const scopes =
    list.items.length > 0 ? tokenResource(list, { ...options, tenant: place }) : profileOnly(grant);
  const tenant = call.world.directory.tenants.get(user.tenantId);
  checkEnabled(call.app, user.tenantId);
  checkAssignment(call.app, user);
  checkService(tenant, scopes.resource.appId, 'token');
  const granted = checkConsent(call, user, scopes);
  checkPolicy(call, grant, user, scopes);
  return { scopes, oidc: list.oidc, granted };
}

/** Only openid and its kin: a token for Graph, unless the person was asked for something else only. */
function profileOnly(grant: Grant): ResourceScopes {
  const first = parseScopes(grant.scope);
  const toGraph = first.items.some(
    ({ identifier }) => identifier === undefined || graph.identifiers.includes(identifier.toLowerCase()),
  );
  if (first.items.length > 0 && !toGraph) throw refuse(28003);
  return { resource: graph, identifier: graph.identifiers[0] ?? '', names: [], all: true, prefixed: false };
}

function checkConsent(call: TokenCall, user: User, scopes: ResourceScopes): string[] {
  const { app, world } = call;
  const granted = world.consents.of(user, app.appId, scopes.resource.appId);
  const agreed = scopes.all ? granted.length > 0 : scopes.names.every((name) => granted.includes(name));
  if (agreed) return granted;
  if (user.tenantId !== consumersTenantId) {
    throw refuse(65001, { app: app.appId, appName: app.displayName });
  }
  throw refuse(
    70000,
    {},
    {
      text: 'The request was denied because one or more scopes requested are unauthorized or expired. The user must first sign in and grant the client application access to the requested scope.',
    },
  );
}

function checkPolicy(call: TokenCall, grant: Grant, user: User, scopes: ResourceScopes): void {
  const { world, app } = call;
  checkRestriction(world, restrictionOf(call.request), user);
  const standing = { user, app, resources: [scopes.resource.appId] };
  checkAccess(world, standing, 'token');
  const { amr, mfaAtMs } = grant;
  const stepUp = call.claims.contexts.length > 0;
  refuseFactor(factorWanted(world, standing, { amr, mfaAtMs, stepUp }), user, 'token');
}
