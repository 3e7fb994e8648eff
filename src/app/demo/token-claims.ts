// What can be read in a token of a work account, for show. A client must not depend on it: tokens are opaque, and those
// of personal accounts have no dots at all.

import type { Secret } from '../../base/secret.ts';

export function readClaims(token: Secret): { audience: string } {
  const payload = token.reveal().split('.')[1];
  if (payload === undefined) return { audience: 'opaque' };
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { aud?: unknown };
  return { audience: typeof claims.aud === 'string' ? claims.aud : 'none' };
}
