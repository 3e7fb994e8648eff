// The keys that sign tokens: one for organisations, one for personal accounts, each published with the issuer it
// signs for. RS256, as the real service; `kid` is the certificate's SHA-1 thumbprint, as there.

import { createHash, KeyObject, webcrypto } from 'node:crypto';
import { selfSigned } from '../../net/certificate.ts';

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
  readonly work: SigningKey;
  /** Made on first use: an RSA key is most of a sandbox's start, and most runs never sign a personal id_token. */
  consumers(): Promise<SigningKey>;
  /** Resolves when no key is being made any more. */
  settled(): Promise<void>;
}

export async function createSigningKeys(nowMs: number): Promise<SigningKeys> {
  let consumers: Promise<SigningKey> | undefined;
  return {
    work: await createSigningKey('sandbox organisations', nowMs),
    consumers() {
      consumers ??= createSigningKey('sandbox personal accounts', nowMs);
      return consumers;
    },
    settled: async () => void (await consumers),
  };
}

async function createSigningKey(name: string, nowMs: number): Promise<SigningKey> {
  const keys = await webcrypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: 'SHA-256',
    },
    true,
    ['sign', 'verify'],
  );
  const { der } = await selfSigned({ name, keys, nowMs });
  const publicKey = KeyObject.from(keys.publicKey);
  const thumbprint = createHash('sha1').update(der).digest('base64url');
  const { n, e } = publicKey.export({ format: 'jwk' });
  return {
    kid: thumbprint,
    privateKey: KeyObject.from(keys.privateKey),
    publicKey,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    jwk: { kty: 'RSA', use: 'sig', kid: thumbprint, x5t: thumbprint, n, e, x5c: [der.toString('base64')] },
  };
}
