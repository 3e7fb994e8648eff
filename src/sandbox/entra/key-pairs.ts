// RSA key pairs for signing tokens. Finding the primes is most of what a sandbox costs to start, so the first sandbox of a
// process finds them, and those after it sign with the same: each under certificates of its own, hence with a `kid` of
// its own, so that no sandbox takes the token of another.

import { webcrypto } from 'node:crypto';

type Pair = webcrypto.CryptoKeyPair;

const first = new Map<string, Promise<Pair>>();

/** @param purpose - pairs of one purpose are the same for the whole process. */
export function keyPairFor(purpose: string): Promise<Pair> {
  const known = first.get(purpose);
  if (known) return known;
  const made = newKeyPair();
  first.set(purpose, made);
  return made;
}

/** One that nobody has seen: what a rotation is for. */
export function newKeyPair(): Promise<Pair> {
  return webcrypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: 'SHA-256',
    },
    true,
    ['sign', 'verify'],
  );
}
