// What a rich notification brings, unsealed (Graph documentation, "change notifications with resource data"): RSA-OAEP for
// the key, HMAC-SHA256 over what is sealed, AES-256-CBC with the key's first bytes as IV. Signed before it is opened.

import { constants, createDecipheriv, createHmac, privateDecrypt, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../../base/secret.ts';
import type { EncryptedContent } from './notification-body.ts';

/** A private key in PEM, and the name under which its certificate was given to Graph. */
export interface SealKey {
  readonly certificateId: string;
  readonly privateKey: Secret;
}

export type Unsealed =
  | { readonly kind: 'opened'; readonly resource: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refused'; readonly reason: 'other-certificate' | 'other-key' | 'forged' | 'not-json' };

const keyBytes = 32;
const ivBytes = 16;

export function unseal(content: EncryptedContent, keys: readonly SealKey[]): Unsealed {
  const key = keys.find(({ certificateId }) => certificateId === content.encryptionCertificateId);
  if (!key) return { kind: 'refused', reason: 'other-certificate' };
  const dataKey = opened(content.dataKey, key.privateKey);
  if (dataKey?.length !== keyBytes) return { kind: 'refused', reason: 'other-key' };
  const data = Buffer.from(content.data, 'base64');
  const signature = createHmac('sha256', dataKey).update(data).digest();
  const given = Buffer.from(content.dataSignature, 'base64');
  if (given.length !== signature.length || !timingSafeEqual(given, signature)) {
    return { kind: 'refused', reason: 'forged' };
  }
  try {
    const decipher = createDecipheriv('aes-256-cbc', dataKey, dataKey.subarray(0, ivBytes));
    const text = Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8');
    const resource: unknown = JSON.parse(text);
    if (typeof resource !== 'object' || resource === null) return { kind: 'refused', reason: 'not-json' };
    return { kind: 'opened', resource: { ...resource } };
  } catch (error) {
    // Signed with the right key and yet neither padded nor JSON: whoever made it is not Graph.
    if (error instanceof Error) return { kind: 'refused', reason: 'not-json' };
    throw error;
  }
}

function opened(sealedKey: string, privateKey: Secret): Buffer | undefined {
  try {
    return privateDecrypt(
      { key: privateKey.reveal(), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
      Buffer.from(sealedKey, 'base64'),
    );
  } catch (error) {
    // OpenSSL's complaints about what was not sealed for this key are plain errors with a code.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
