// Who is asking: the bearer token and its audience, refused in Graph's own words. What it may do is access.ts's matter.

import type { GoodToken, GraphContext, GraphDesk } from './context.ts';
import { GraphError } from './error.ts';

export const graphAppId = '00000003-0000-0000-c000-000000000000';

/** @throws GraphError 401 with the sentence that belongs to what is wrong. */
export function readToken(c: GraphContext, desk: GraphDesk): GoodToken {
  const [scheme, bearer = ''] = (c.req.header('authorization') ?? '').split(/\s+(.*)/s);
  if (scheme?.toLowerCase() !== 'bearer' || bearer.trim() === '')
    throw unauthorized('Access token is empty.');
  const verdict = desk.judge.judge(bearer.trim());
  if (verdict.ok) {
    if (verdict.resourceAppId !== graphAppId) {
      throw unauthorized('Access token validation failure. Invalid audience.');
    }
    return verdict;
  }
  switch (verdict.reason) {
    case 'empty':
      throw unauthorized('Access token is empty.');
    case 'expired':
      throw unauthorized(expired(verdict.jwt, desk));
    case 'revoked':
      throw revoked(verdict.claims);
    case 'malformed':
    case 'unknown':
      throw unauthorized(malformed(bearer, verdict.jwt));
  }
}

function expired(jwt: boolean, desk: GraphDesk): string {
  if (!jwt) return 'CompactToken validation failed with reason code: 80049228.';
  return desk.quirks.graphExpiredText === 'lifetime'
    ? 'Lifetime validation failed, the token is expired.'
    : 'Access token has expired or is not yet valid.';
}

const realm = `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="${graphAppId}"`;

function unauthorized(message: string, challenge = realm): GraphError {
  return new GraphError(401, 'InvalidAuthenticationToken', message, { 'WWW-Authenticate': challenge });
}

/** Continuous access evaluation: only a client that says it can deal with a challenge gets one (`cp1`). */
function revoked(claims: string | undefined): GraphError {
  const why = 'with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp';
  if (claims === undefined) return unauthorized(`Continuous access evaluation resulted in challenge ${why}`);
  return unauthorized(
    `Continuous access evaluation resulted in claims challenge ${why}`,
    `${realm}, error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`,
  );
}

function malformed(bearer: string, jwt: boolean): string {
  if (jwt || bearer.includes('.')) return 'Access token validation failure.';
  // Personal accounts' tokens begin like this and are checked by another service.
  if (/^Ew[A-D]/.test(bearer)) return 'CompactToken parsing failed with error code: 80049217';
  return (
    'IDX14100: JWT is not well formed, there are no dots (.). The token needs to be in JWS or JWE Compact ' +
    'Serialization Format.'
  );
}
