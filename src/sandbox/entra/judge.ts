// What Exchange and Graph do with a bearer token before they look at its permissions: is it ours, is it whole, has it
// expired. The mail faces get a verdict and never see Entra.

import { verify } from 'node:crypto';
import { resourceByIdentifier } from '../directory/resources.ts';
import { consumersTenantId, type TokenJudge, type TokenVerdict } from '../model.ts';
import { type AccessClaims, encode, numberOf, signedHeader } from './tokens/access-token.ts';
import { openToken } from './tokens/opaque.ts';
import type { World } from './world.ts';

export function createJudge(world: World): TokenJudge {
  return {
    judge(bearer): TokenVerdict {
      const jwt = bearer.includes('.');
      if (bearer.trim() === '') return { ok: false, reason: 'empty', jwt: false };
      const read = jwt ? readJwt(world, bearer) : openToken(world.sealKey, bearer);
      if (read === 'malformed' || read === undefined) {
        return { ok: false, reason: read ?? (bearer.startsWith('EwB') ? 'unknown' : 'malformed'), jwt };
      }
      if (read === 'unknown') return { ok: false, reason: 'unknown', jwt };
      if (read.exp * 1000 <= world.clock.now()) return { ok: false, reason: 'expired', jwt };
      const ended = endedBy(world, read);
      if (ended) return { ok: false, reason: 'revoked', jwt, ...ended };
      const resource = resourceByIdentifier(read.aud);
      return {
        ok: true,
        kind: read.idtyp === 'app' ? 'app' : 'delegated',
        audience: read.aud,
        resourceAppId: resource?.appId ?? read.aud,
        permissions: [...(read.scp?.split(' ').filter((name) => name !== '') ?? read.roles ?? [])],
        tenantId: read.tid,
        appId: read.appid,
        subjectId: read.oid,
        expiresAtMs: read.exp * 1000,
        personal: read.tid === consumersTenantId,
        jwt,
      };
    },
  };
}

function readJwt(world: World, bearer: string): AccessClaims | 'malformed' | 'unknown' {
  const [head, body, signature, ...rest] = bearer.split('.');
  if (!head || !body || !signature || rest.length > 0) return 'malformed';
  const header = parsed(head);
  const claims = parsed(body);
  if (!header || !claims) return 'malformed';
  const key = world.keys.workKey(header['kid']);
  if (!key || header['alg'] !== 'RS256') return 'unknown';
  const covered = Buffer.from(`${encode(signedHeader(header))}.${body}`);
  if (!verify('sha256', covered, key.publicKey, Buffer.from(signature, 'base64url'))) return 'unknown';
  // id_tokens are signed by the same key and are not for anybody's API.
  if (claims['ver'] !== '1.0') return 'unknown';
  // Signed by this sandbox's own access-token function: the shape is its.
  return claims as unknown as AccessClaims;
}

function parsed(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Continuous access evaluation: a token dies with the sessions of its owner, where its client can deal with that, or
 * where the switch says so for all. The claims ask for a token that was issued later.
 */
function endedBy(world: World, claims: AccessClaims): { claims?: string } | undefined {
  const capable = claims.xms_cc?.includes('CP1') === true;
  if (!capable && !world.switches.accessTokensDieWithSessions) return undefined;
  const user = world.directory.users.get(claims.oid);
  const ended =
    claims.idtyp === 'user' &&
    (!user || user.disabled || world.revocations.ended(claims.oid, numberOf(claims.uti)));
  if (!ended) return undefined;
  const nbf = { essential: true, value: String(Math.floor(world.clock.now() / 1000)) };
  return capable ? { claims: JSON.stringify({ access_token: { nbf } }) } : {};
}
