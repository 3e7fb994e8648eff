// Is a code or refresh token still good for this client at this place? The order is that of the checks in the real
// service as far as it shows: known, whose, expired, revoked, which client, where.

import { type AppRegistration, consumersTenantId, type User } from '../../model.ts';
import { checkGuest } from '../account.ts';
import type { CodeGrant } from '../grants.ts';
import { type Grant, looksPersonal, type RefreshGrant, refreshIdleMs, wellFormedToken } from '../grants.ts';
import { checkAccount, homeOf, signInDueMs } from '../policy.ts';
import { type EntraRefusal, refuse } from '../refusal.ts';
import { isConsumers, placeName, type Segment, samePlace } from '../segment.ts';
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

/** Who the grant is about. @throws EntraRefusal where the account is gone, or is not good any more. */
export function ownerOf(world: World, segment: Segment, grant: Grant): User {
  const user = world.directory.users.get(grant.userId);
  if (!user) {
    // The name of an account that is gone is kept from the text there, too.
    const slots = { user: '{EUII Hidden}', tenant: placeName(segment) };
    throw refuse(50034, slots, { suberror: 'bad_token' });
  }
  checkAccount(world, user);
  return user;
}

export function checkRefreshLife(world: World, grant: RefreshGrant, user: User): void {
  const nowMs = world.clock.now();
  const personal = user.tenantId === consumersTenantId;
  const issued = ticks(grant.issuedAtMs);
  if (grant.endsAtMs !== undefined && grant.endsAtMs <= nowMs) throw refuse(700084, { issued });
  if (nowMs - grant.usedAtMs >= refreshIdleMs) {
    throw personal ? expiredPersonal() : refuse(700082, { issued, idle: '90.00:00:00' });
  }
  const validFromMs = Math.max(user.tokensValidFromMs, homeOf(world, user)?.tokensValidFromMs ?? 0);
  if (grant.revoked || grant.issuedAtMs < validFromMs) {
    if (personal) throw expiredPersonal();
    throw refuse(50173, { issued, validFrom: ticks(validFromMs) });
  }
  const dueMs = signInDueMs(world, user, grant.authTimeMs);
  if (dueMs !== undefined && dueMs <= nowMs) {
    throw refuse(70043, { issued, seconds: String(Math.floor((dueMs - grant.authTimeMs) / 1000)) });
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

/**
 * Refresh tokens are bound to a person and a client, not to a tenant: they are good at the person's own, at those that
 * she is a guest in, and at the segments that include it. Returns as whom she is known there.
 */
export function accountForRefresh(world: World, segment: Segment, owner: User): User {
  const personal = owner.tenantId === consumersTenantId;
  if (segment.kind === 'common') return owner;
  if (segment.kind === 'organizations') {
    if (personal) throw refuse(9002313);
    return owner;
  }
  const { id } = segment.tenant;
  const home = homeOf(world, owner) ?? owner;
  const account = [owner, home].find((one) => one.tenantId === id) ?? world.directory.guestIn(id, home.id);
  // Personal accounts' tokens are of another make: a tenant cannot even read them, and the other way round.
  if (!account) throw personal || isConsumers(segment) ? refuse(9002313) : refuse(7000012);
  checkGuest(world, account, home);
  if (account !== owner) checkAccount(world, account);
  return account;
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
