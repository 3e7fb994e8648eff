// Proof key for code exchange (RFC 7636), with Entra's numbers for its refusals.

import { createHash } from 'node:crypto';
import { refuse } from './refusal.ts';

export interface Challenge {
  readonly value: string;
  readonly method: 'S256' | 'plain';
}

/** The challenge of an /authorize request. A challenge without method is `plain`. @throws EntraRefusal. */
export function readChallenge(value: string | undefined, method: string | undefined): Challenge | undefined {
  if (method !== undefined && method !== 'S256' && method !== 'plain') throw refuse(50149);
  if (value === undefined) return undefined;
  if (!wellFormed(value)) throw refuse(501491);
  return { value, method: method ?? 'plain' };
}

/** @throws EntraRefusal unless `verifier` proves `challenge`. */
export function checkVerifier(challenge: Challenge | undefined, verifier: string | undefined): void {
  // A verifier without challenge: refused, so that a stripped challenge does not go unnoticed (RFC 9700, 4.8.2).
  if (!challenge && verifier === undefined) return;
  if (!challenge || verifier === undefined) throw refuse(50148);
  if (!wellFormed(verifier)) throw refuse(501491, {}, { error: 'invalid_grant' });
  if (challenge.method === 'plain') {
    if (verifier !== challenge.value) throw refuse(50148);
    return;
  }
  const hashed = createHash('sha256').update(verifier).digest('base64url');
  if (hashed !== challenge.value) throw refuse(501481);
}

/** 43 to 128 unreserved characters (RFC 7636, 4.1 and 4.2). */
function wellFormed(value: string): boolean {
  return /^[A-Za-z0-9\-._~]{43,128}$/.test(value);
}
