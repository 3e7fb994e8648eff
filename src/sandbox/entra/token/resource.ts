// From the scope of a token request to permissions of one resource that this person has agreed to and that policy
// lets through.

import { graph } from '../../directory/resources.ts';
import { consumersTenantId, type User } from '../../model.ts';
import type { Grant } from '../grants.ts';
import { refuse } from '../refusal.ts';
import { parseScopes, type ResourceScopes, tokenResource } from '../scope.ts';
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
  const place = call.world.directory.tenants.get(user.tenantId)?.displayName ?? user.tenantId;
  const scopes =
    list.items.length > 0 ? tokenResource(list, { ...options, tenant: place }) : profileOnly(grant);
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
  const policies = call.world.directory.tenants.get(user.tenantId)?.policies;
  const resource = scopes.resource.appId;
  if (policies?.mfaForResources.includes(resource) && !grant.amr.includes('mfa')) {
    throw refuse(
      50076,
      { resource },
      {
        claims: JSON.stringify({ access_token: { capolids: { essential: true, values: [user.tenantId] } } }),
      },
    );
  }
  if (policies?.blockedResources.includes(resource)) {
    throw refuse(53003, {}, { error: call.world.switches.blockedError, page: false });
  }
}
