// Reads the claims of a JWT without believing them: for judging what a token that came over TLS from its issuer is
// for. Signatures are checked in id-token.ts; an access token's is none of our business.

import { isRecord } from './server-answer.ts';

/** The payload, or undefined where the token is not a JWT: personal accounts' access tokens are not. */
export function jwtClaims(token: string): Readonly<Record<string, unknown>> | undefined {
  const parts = token.split('.');
  const payload = parts[1];
  if (parts.length !== 3 || !payload || !/^[A-Za-z0-9_-]+$/.test(payload)) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return isRecord(value) ? value : undefined;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

/** The `aud` claim as a list (RFC 7519 section 4.1.3). */
export function audiences(claims: Readonly<Record<string, unknown>>): string[] {
  const { aud } = claims;
  const list: unknown[] = Array.isArray(aud) ? aud : [aud];
  return list.filter((one): one is string => typeof one === 'string' && one !== '');
}
