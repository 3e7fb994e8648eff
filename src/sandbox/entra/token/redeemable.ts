// Is a code or refresh token still good for this client at this place? The order is that of the checks in the real
// service as far as it shows: known, used, expired, revoked, whose, where.

import { type AppRegistration, consumersTenantId, type User } from '../../model.ts';
import type { CodeGrant } from '../grants.ts';
import { type Grant, looksPersonal, type RefreshGrant, refreshIdleMs, wellFormedToken } from '../grants.ts';
import { type EntraRefusal, refuse } from '../refusal.ts';
import { isConsumers, type Segment, samePlace } from '../segment.ts';
import type { World } from '../world.ts';

export function findCode(world: World, segment: Segment, code: string): CodeGrant {
  const grant = world.grants.codes.get(code);
  if (!grant) throw unknownToken(segment, code, 'code');
  return grant;
}

export function findRefreshToken(world: World, segment: Segment, token: string): RefreshGrant {
  const grant = world.grants.refreshTokens.get(token);
  if (!grant) throw unknownToken(segment, token, 'refresh');
  return grant;
}

export function checkRefreshLife(world: World, grant: RefreshGrant, user: User): void {
  const nowMs = world.clock.now();
  const personal = user.tenantId === consumersTenantId;
  const issued = ticks(grant.issuedAtMs);
  if (grant.endsAtMs !== undefined && grant.endsAtMs <= nowMs) throw refuse(700084, { issued });
  if (nowMs - grant.usedAtMs >= refreshIdleMs) {
    throw personal ? expiredPersonal() : refuse(700082, { issued, idle: '90.00:00:00' });
  }
  if (grant.revoked || grant.issuedAtMs < user.tokensValidFromMs) {
    if (personal) throw expiredPersonal();
    throw refuse(50173, { issued, validFrom: ticks(user.tokensValidFromMs) });
  }
}

/** @throws EntraRefusal 700007. */
export function checkSameClient(grant: Grant, app: AppRegistration): void {
  if (grant.appId !== app.appId) throw refuse(700007);
}

/** A code is good where it was acquired; a report has it redeemed at the user's home tenant after /common, too. */
export function checkCodePlace(world: World, grant: Grant, segment: Segment, user: User): void {
  if (samePlace(grant.segment, segment)) return;
  const home = segment.kind === 'tenant' && segment.tenant.id === user.tenantId;
  if (home && grant.segment.kind !== 'tenant' && world.switches.codeAtHomeTenant === 'allow') return;
  throw refuse(700005);
}

/** Refresh tokens are good at the user's tenant, and at the segments that include it. */
export function checkRefreshPlace(segment: Segment, user: User): void {
  const personal = user.tenantId === consumersTenantId;
  if (segment.kind === 'common') return;
  if (segment.kind === 'organizations') {
    if (personal) throw refuse(9002313);
    return;
  }
  if (segment.tenant.id === user.tenantId) return;
  // Personal accounts' tokens are of another make: a tenant cannot even read them, and the other way round.
  throw personal || isConsumers(segment) ? refuse(9002313) : refuse(7000012);
}

export function checkStanding(user: User | undefined): asserts user is User {
  if (!user) throw refuse(70000);
  if (user.disabled) throw refuse(50057, {}, { page: false });
  if (user.passwordExpired) throw refuse(50055, {}, { page: false });
}

/** .NET's round-trip format, seven digits: `2021-10-29T17:06:26.4084709Z`. */
export function ticks(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '0000Z');
}

function expiredPersonal(): EntraRefusal {
  return refuse(
    70000,
    {},
    { text: 'The user could not be authenticated as the grant is expired. The user must sign in again.' },
  );
}

function unknownToken(segment: Segment, token: string, kind: 'code' | 'refresh'): EntraRefusal {
  const personal = looksPersonal(token);
  const ours = personal || token.startsWith('1.A');
  // Cut or re-encoded on the way, or sent to the wrong kind of place.
  if (ours && !wellFormedToken(token, personal)) return refuse(9002313);
  if (isConsumers(segment) !== personal && segment.kind === 'tenant') return refuse(9002313);
  if (kind === 'refresh') return refuse(70000);
  return refuse(70000, {}, { text: 'Provided grant is invalid or malformed.' });
}
