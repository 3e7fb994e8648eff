// The fields of a token answer (RFC 6749 section 5.1), each judged for itself: type, size, characters. What the token
// is for is the next judge's business.

import { Secret } from '../base/secret.ts';
import { fail } from '../errors/error.ts';
import { hostOf, jsonObject, kindOf, type ServerAnswer, type Voice } from './server-answer.ts';

export interface TokenFields {
  readonly accessToken: Secret;
  readonly expiresAtMs: number;
  /** Undefined where the field is absent. */
  readonly scopes: readonly string[] | undefined;
  readonly refreshToken: Secret | undefined;
  readonly idToken: Secret | undefined;
}

// Visible ASCII: the token goes into HTTP headers and, between control characters, into XOAUTH2.
const tokenCharacters = /^[\x21-\x7e]+$/;

/** Entra's longest tokens have some 20 kB; no mail server takes a SASL line beyond 64 kB. */
const tokenLengthMax = 65_536;

const lifetimeSecondsMax = 10 * 365 * 86_400;

/**
 * `lifetimeSeconds` is assumed where the server sends no expires_in (RFC 6749 only recommends it).
 *
 * @throws the voice's notJson, cut, odd
 */
export function tokenFields(answer: ServerAnswer, voice: Voice, lifetimeSeconds?: number): TokenFields {
  const body = jsonObject(answer, voice);
  const odd = (field: string, expected: string, value: unknown): Error =>
    fail(voice.odd, { server: hostOf(answer.url), field, expected, got: kindOf(value) });

  const token = (field: string): Secret | undefined => {
    const value = body[field];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string' || value.length > tokenLengthMax || !tokenCharacters.test(value)) {
      throw odd(field, `a string of visible characters, at most ${tokenLengthMax}`, value);
    }
    return new Secret(value);
  };

  const type = body['token_type'];
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer') throw odd('token_type', '"Bearer"', type);
  const accessToken = token('access_token');
  if (!accessToken) throw odd('access_token', 'a token', body['access_token']);
  const scope = body['scope'];
  if (scope !== undefined && scope !== null && typeof scope !== 'string')
    throw odd('scope', 'a string', scope);

  const seconds =
    lifetime(body['expires_in']) ?? (body['expires_in'] === undefined ? lifetimeSeconds : undefined);
  if (seconds === undefined) throw odd('expires_in', 'a number of seconds', body['expires_in']);

  return {
    accessToken,
    expiresAtMs: answer.sentAtMs + seconds * 1000,
    scopes: typeof scope === 'string' ? scope.split(/\s+/).filter((word) => word !== '') : undefined,
    refreshToken: token('refresh_token'),
    idToken: token('id_token'),
  };
}

/** A number, or (v1 endpoints, and some others) a string that is one. */
function lifetime(value: unknown): number | undefined {
  const seconds = typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value;
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return undefined;
  return seconds > 0 && seconds <= lifetimeSecondsMax ? seconds : undefined;
}
