// The keys that sign tokens: one for organisations, one for personal accounts, each published with the issuer it
// signs for. RS256, as the real service; `kid` is the certificate's SHA-1 thumbprint, as there. After a rotation the
// old keys stay published for a while, so that what they signed can still be checked.

import { createHash, KeyObject, webcrypto } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
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
  /** The one that signs for organisations now. */
  readonly work: SigningKey;
  /** The one that signs for personal accounts. Made on first use: an RSA key is most of a sandbox's start. */
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

interface Retired {
  readonly key: SigningKey;
  readonly of: 'work' | 'consumers';
  readonly untilMs: number;
}

export async function createSigningKeys(clock: Clock): Promise<SigningKeys> {
  const make = (name: string): Promise<SigningKey> => createSigningKey(name, clock.now());
  let work = await make('sandbox organisations');
  let consumers: Promise<SigningKey> | undefined;
  let rotating: Promise<void> = Promise.resolve();
  let retired: Retired[] = [];
  const still = (of: Retired['of']): SigningKey[] => {
    retired = retired.filter(({ untilMs }) => untilMs > clock.now());
    return retired.filter((one) => one.of === of).map(({ key }) => key);
  };
  const keys: SigningKeys = {
    get work() {
      return work;
    },
    consumers() {
      consumers ??= make('sandbox personal accounts');
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
        const [old, next] = [
          { work, consumers: await consumers },
          { work: await make('sandbox organisations'), consumers: make('sandbox personal accounts') },
        ];
        const untilMs = clock.now() + keepMs;
        retired.unshift({ key: old.work, of: 'work', untilMs });
        if (old.consumers) retired.unshift({ key: old.consumers, of: 'consumers', untilMs });
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
