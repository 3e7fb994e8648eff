// Who is asking: the bearer token, its audience and its permissions, refused in Graph's own words.

import type { GoodToken, GraphContext, GraphDesk, Target } from './context.ts';
import { accessDenied, badRequest, GraphError } from './error.ts';

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
      throw unauthorized(
        verdict.jwt
          ? 'Lifetime validation failed, the token is expired.'
          : 'CompactToken validation failed with reason code: 80049228.',
      );
    case 'revoked':
      throw revoked(desk.clock.now());
    case 'malformed':
    case 'unknown':
      throw unauthorized(malformed(bearer, verdict.jwt));
  }
}

/** @throws GraphError 403 unless the token has one of `names` (delegated or application). */
export function requirePermission(token: GoodToken, ...names: string[]): void {
  const held = new Set(token.permissions.map((name) => name.toLowerCase()));
  if (!names.some((name) => held.has(name.toLowerCase()))) throw accessDenied();
}

/** Who `/me` or `/users/{id}` is. @throws GraphError where the token may not ask about them. */
export function readTarget(c: GraphContext, desk: GraphDesk): Target {
  const token = c.get('token');
  const asked = c.req.param('user');
  const { directory } = desk;
  if (asked === undefined && token.kind === 'app') {
    throw badRequest('/me request is only valid with delegated authentication flow.');
  }
  const user =
    asked === undefined
      ? directory.users.get(token.subjectId)
      : (directory.users.get(asked) ?? directory.userByName(asked));
  const settings = user
    ? directory.mailboxOfUser(user.id)
    : asked === undefined
      ? undefined
      : directory.mailboxByAddress(asked);
  if (!user && !settings) {
    throw new GraphError(404, 'ErrorInvalidUser', `The requested user '${asked ?? ''}' is invalid.`);
  }
  const own =
    token.kind === 'delegated'
      ? user?.id === token.subjectId
      : user === undefined || user.tenantId === token.tenantId;
  const shared = token.kind === 'delegated' && settings?.fullAccess.includes(token.subjectId);
  if (!own && !shared) throw accessDenied();
  return {
    user,
    mailbox: settings && desk.mail.mailboxOf(settings),
    prefix: asked === undefined ? 'me' : `users('${asked}')`,
  };
}

function unauthorized(message: string, headers: Readonly<Record<string, string>> = {}): GraphError {
  return new GraphError(401, 'InvalidAuthenticationToken', message, headers);
}

/** Continuous access evaluation: the challenge asks for a token issued later than now. */
function revoked(nowMs: number): GraphError {
  const claims = { access_token: { nbf: { essential: true, value: String(Math.floor(nowMs / 1000)) } } };
  const encoded = Buffer.from(JSON.stringify(claims)).toString('base64');
  return unauthorized(
    'Continuous access evaluation resulted in claims challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp',
    {
      'WWW-Authenticate': `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="${graphAppId}", error="insufficient_claims", claims="${encoded}"`,
    },
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
