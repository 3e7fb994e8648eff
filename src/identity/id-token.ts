// Verifies an id_token (OpenID Connect Core 3.1.3.7): signature by the issuer's key, issuer, audience, nonce, times.
// What the issuer must be is the provider's knowledge and comes in as a function, because one of them speaks for many
// tenants. The cryptography is jose's.

import type { Secret } from '../base/secret.ts';
import { fail } from '../errors/error.ts';
import { audiences } from './jwt-claims.ts';
import type { PublicKey } from './keys.ts';
import { clockDifferenceMs, hostOf, type ServerAnswer } from './server-answer.ts';

/** How far two clocks may be apart before times in tokens stop meaning anything. */
export const clockToleranceMs = 5 * 60_000;

export interface IdTokenExpectation {
  readonly clientId: string;
  /** Undefined where none was sent (device code). */
  readonly nonce: string | undefined;
  /** The answer that brought the token: its Date header tells the server's clock. */
  readonly answer: ServerAnswer;
  readonly key: (kid: string | undefined) => Promise<PublicKey | undefined>;
  /** What `iss` must be, given the claims; undefined if no issuer fits them. */
  readonly issuer: (claims: Readonly<Record<string, unknown>>, key: PublicKey) => string | undefined;
  readonly algorithms: readonly string[];
}

/** @throws `id-token-invalid`, `nonce-mismatch`, `clock-wrong`, and what fetching the key throws */
export async function verifyIdToken(
  idToken: Secret,
  expected: IdTokenExpectation,
): Promise<Readonly<Record<string, unknown>>> {
  const { answer } = expected;
  const server = hostOf(answer.url);
  const invalid = (problem: string, cause?: unknown): Error =>
    fail('id-token-invalid', { server, problem }, { cause });
  refuseWrongClock(answer);

  const jose = await import('jose');
  let key: PublicKey | undefined;
  let claims: Readonly<Record<string, unknown>>;
  try {
    const header = jose.decodeProtectedHeader(idToken.reveal());
    const { kid, alg } = header;
    if (alg === undefined || !expected.algorithms.includes(alg)) {
      throw invalid(`it is signed with ${alg ?? 'nothing'}, not with ${expected.algorithms.join(' or ')}`);
    }
    key = await expected.key(kid);
    if (!key) throw invalid(`it is signed with the key "${kid ?? ''}", which the server does not publish`);
    const verified = await jose.jwtVerify(idToken.reveal(), await jose.importJWK(key.jwk, alg), {
      algorithms: [...expected.algorithms],
      audience: expected.clientId,
      clockTolerance: clockToleranceMs / 1000,
      currentDate: new Date(answer.receivedAtMs),
      requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat'],
    });
    claims = verified.payload;
  } catch (thrown) {
    if (thrown instanceof jose.errors.JOSEError) throw invalid(thrown.message, thrown);
    // importJWK and decodeProtectedHeader meet rubbish with a TypeError, WebCrypto with a DOMException.
    if (thrown instanceof TypeError || thrown instanceof DOMException)
      throw invalid('it cannot be read', thrown);
    throw thrown;
  }
  const { iat, iss, nonce, azp, sub } = claims;
  if (typeof iat !== 'number' || iat * 1000 > answer.receivedAtMs + clockToleranceMs) {
    throw invalid('it was issued in the future');
  }
  if (typeof sub !== 'string' || sub === '') throw invalid('it names nobody');
  const issuer = expected.issuer(claims, key);
  if (issuer === undefined || iss !== issuer) {
    throw invalid(`its issuer is "${String(iss).slice(0, 200)}" where "${issuer ?? 'none'}" was expected`);
  }
  if ((audiences(claims).length > 1 || azp !== undefined) && azp !== expected.clientId) {
    throw invalid('it was issued to another client');
  }
  if (expected.nonce !== undefined && nonce !== expected.nonce) throw fail('nonce-mismatch', { server });
  return claims;
}

/** A string claim, if it is one. */
export function claim(claims: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = claims[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @throws `clock-wrong` when the server tells another time than ours. */
export function refuseWrongClock(answer: ServerAnswer): void {
  const differenceMs = clockDifferenceMs(answer);
  if (differenceMs === undefined || Math.abs(differenceMs) <= clockToleranceMs) return;
  throw fail('clock-wrong', {
    server: hostOf(answer.url),
    minutes: Math.round(Math.abs(differenceMs) / 60_000),
    here: new Date(answer.receivedAtMs).toISOString(),
    there: new Date(answer.receivedAtMs + differenceMs).toISOString(),
  });
}
