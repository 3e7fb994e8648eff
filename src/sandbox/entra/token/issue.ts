// The answer to a grant that passed every check. offline_access decides about the refresh token, openid about the
// id_token, both request by request.

import { exchange, graph } from '../../directory/resources.ts';
import { consumersTenantId, type User } from '../../model.ts';
import { type Grant, mintToken, spaLifetimeMs } from '../grants.ts';
import { type ResourceScopes, scopeAnswer } from '../scope.ts';
import { issueAccessToken } from '../tokens/access-token.ts';
import { clientInfo } from '../tokens/client-info.ts';
import { idToken } from '../tokens/id-token.ts';
import type { TokenCall } from './call.ts';
import type { Wanted } from './resource.ts';

export interface Issue {
  readonly grant: Grant;
  readonly user: User;
  readonly wanted: Wanted;
  readonly nonce: string | undefined;
  /** The fixed end of an earlier refresh token, inherited. */
  readonly endsAtMs: number | undefined;
}

export async function issue(call: TokenCall, options: Issue): Promise<object> {
  const { world, app, clientProof } = call;
  const { grant, user, nonce } = options;
  const { oidc } = options.wanted;
  const { scopes, granted } = call.wrongAudience ? otherResource(call, options) : options.wanted;
  const cae = (call.claims.cp1 || grant.cae) && user.tenantId !== consumersTenantId;
  const { tokenLifetimeSeconds, caeTokenLifetimeSeconds } = world.switches;
  const lifetimeSeconds = cae ? caeTokenLifetimeSeconds : tokenLifetimeSeconds;
  const subject = {
    app,
    tenantId: user.tenantId,
    user,
    clientProof,
    amr: grant.amr,
    sessionId: grant.sessionId,
    cae,
    contexts: call.claims.contexts,
  };
  const offline = new Set(['offline_access']);
  const answer: Record<string, unknown> = {
    token_type: 'Bearer',
    scope: scopeAnswer(scopes, oidc, granted),
    expires_in: lifetimeSeconds,
    ext_expires_in: lifetimeSeconds,
    access_token: await issueAccessToken(world, subject, {
      resource: scopes.resource,
      identifier: scopes.identifier,
      permissions: granted.filter((name) => !offline.has(name)),
      lifetimeSeconds,
    }),
  };
  // So long a token is to be renewed at half its life.
  if (lifetimeSeconds >= 7200) answer['refresh_in'] = Math.floor(lifetimeSeconds / 2);
  if (oidc.has('offline_access')) answer['refresh_token'] = renew(call, options);
  if (oidc.has('openid')) {
    const { sessionId } = grant;
    answer['id_token'] = await idToken(world, {
      app,
      user,
      origin: call.request.origin,
      oidc,
      nonce,
      sessionId,
    });
  }
  if (call.parameters['client_info'] === '1') answer['client_info'] = clientInfo(world, user);
  return answer;
}

function renew(call: TokenCall, { grant, user, endsAtMs }: Issue): string {
  const nowMs = call.world.clock.now();
  const token = mintToken('refresh', user.tenantId === consumersTenantId);
  return call.world.grants.refreshTokens.put(token, {
    userId: grant.userId,
    appId: grant.appId,
    segment: grant.segment,
    scope: grant.scope,
    platform: grant.platform,
    confidential: call.clientProof > 0,
    amr: grant.amr,
    authTimeMs: grant.authTimeMs,
    mfaAtMs: grant.mfaAtMs,
    cae: grant.cae || call.claims.cp1,
    sessionId: grant.sessionId,
    issuedAtMs: nowMs,
    usedAtMs: nowMs,
    endsAtMs: grant.platform === 'spa' ? (endsAtMs ?? nowMs + spaLifetimeMs) : undefined,
    revoked: false,
  });
}

/** The planned fault: a token for the resource that was not asked for, as if the scope list had been mixed. */
function otherResource(
  call: TokenCall,
  { user, wanted }: Issue,
): { scopes: ResourceScopes; granted: readonly string[] } {
  const resource = wanted.scopes.resource === graph ? exchange : graph;
  const identifier = resource.identifiers[0] ?? '';
  return {
    scopes: { resource, identifier, names: [], all: true, prefixed: resource === exchange },
    granted: call.world.consents.of(user, call.app.appId, resource.appId),
  };
}
