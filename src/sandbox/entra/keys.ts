// The keys that sign tokens: one for organisations, one for personal accounts, each published with the issuer it
// signs for. RS256, as the real service; `kid` is the certificate's SHA-1 thumbprint, as there. After a rotation the
// old keys stay published for a while, so that what they signed can still be checked.

import { createHash, createPrivateKey, createPublicKey, KeyObject, type webcrypto } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { selfSigned } from '../../net/certificate.ts';
import type { Shelf } from '../shelf.ts';
import { keyPairFor, newKeyPair } from './key-pairs.ts';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** SubjectPublicKeyInfo, PEM. */
  readonly publicPem: string;
  /** Public JWK with certificate, without issuer. */
  readonly jwk: Readonly<Record<string, unknown>>;
}

export interface SigningKeys {
  /** The one that signs for organisations now. */
  readonly work: SigningKey;
  /** The one that signs for personal accounts. Made on first use. */
  consumers(): Promise<SigningKey>;
  /** All that a client may still meet, the ones that sign now first. */
  published(): Promise<{ work: SigningKey[]; consumers: SigningKey[] }>;
  /** A key for organisations that is still published. */
  workKey(kid: unknown): SigningKey | undefined;
  /** New keys sign from now on; the old ones stay published for `keepMs`. */
  rotate(keepMs: number): Promise<void>;
  /** Resolves when no key is being made any more. */
  settled(): Promise<void>;
}

type Kind = 'work' | 'consumers';

/** A key as it is kept. */
interface KeptKey {
  readonly of: Kind;
  /** PKCS #8, PEM. */
  readonly privateKey: string;
  /** Of the certificate, in base64. */
  readonly der: string;
  /** Another one signs in its place; this one stays published for so long. */
  retiredUntilMs: number | undefined;
}

const names: Readonly<Record<Kind, string>> = {
  work: 'sandbox organisations',
  consumers: 'sandbox personal accounts',
};

export async function createSigningKeys(clock: Clock, shelf: Shelf): Promise<SigningKeys> {
  const kept = shelf.map<KeptKey>('signing-key');
  const make = async (of: Kind, keys: webcrypto.CryptoKeyPair): Promise<SigningKey> => {
    const made = await certified(of, keys, clock.now());
    const key = signingKey(made);
    kept.set(key.kid, made);
    return key;
  };
  const current = async (of: Kind): Promise<SigningKey> => {
    const known = [...kept.values()].find((one) => one.of === of && one.retiredUntilMs === undefined);
    return known ? signingKey(known) : make(of, await keyPairFor(of));
  };
  const fresh = async (of: Kind): Promise<SigningKey> => make(of, await newKeyPair());
  let work = await current('work');
  let consumers: Promise<SigningKey> | undefined;
  let rotating: Promise<void> = Promise.resolve();
  const retired = new Map<string, SigningKey>();
  const still = (of: Kind): SigningKey[] => {
    const found: SigningKey[] = [];
    for (const [kid, one] of kept) {
      if (one.of !== of || one.retiredUntilMs === undefined) continue;
      if (one.retiredUntilMs <= clock.now()) kept.delete(kid);
      else found.unshift(retired.get(kid) ?? signingKey(one));
    }
    for (const key of found) retired.set(key.kid, key);
    return found;
  };
  const retire = ({ kid }: SigningKey, untilMs: number): void => {
    const one = kept.get(kid);
    if (one) one.retiredUntilMs = untilMs;
  };
  const keys: SigningKeys = {
    get work() {
      return work;
    },
    consumers() {
      consumers ??= current('consumers');
      return consumers;
    },
    published: async () => ({
      work: [work, ...still('work')],
      consumers: [await keys.consumers(), ...still('consumers')],
    }),
    workKey: (kid) => [work, ...still('work')].find((key) => key.kid === kid),
    rotate(keepMs) {
      // One after the other: of two rotations at once, the second retires the first one's keys.
      rotating = rotating.then(async () => {
        const old = { work, consumers: await consumers };
        const next = { work: await fresh('work'), consumers: fresh('consumers') };
        const untilMs = clock.now() + keepMs;
        retire(old.work, untilMs);
        if (old.consumers) retire(old.consumers, untilMs);
        work = next.work;
        consumers = next.consumers;
        await consumers;
      });
      return rotating;
    },
    async settled() {
      await rotating;
      await consumers;
    },
  };
  return keys;
}

async function certified(of: Kind, keys: webcrypto.CryptoKeyPair, nowMs: number): Promise<KeptKey> {
  const { der } = await selfSigned({ name: names[of], keys, nowMs });
  const privateKey = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
  return { of, privateKey, der: der.toString('base64'), retiredUntilMs: undefined };
}

function signingKey(kept: KeptKey): SigningKey {
  const privateKey = createPrivateKey(kept.privateKey);
  const publicKey = createPublicKey(privateKey);
  const der = Buffer.from(kept.der, 'base64');
  const thumbprint = createHash('sha1').update(der).digest('base64url');
  const { n, e } = publicKey.export({ format: 'jwk' });
  return {
    kid: thumbprint,
    privateKey,
    publicKey,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    jwk: { kty: 'RSA', use: 'sig', kid: thumbprint, x5t: thumbprint, n, e, x5c: [kept.der] },
  };
}
