// Opaque access tokens of personal accounts: sealed claims (AES-256-GCM) that begin `EwB`, hold no dot, and use the
// standard base64 alphabet with + and /, like the real ones.

import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import type { AccessClaims } from './access-token.ts';

/** Sized like the real thing: about 1,400 characters. */
const paddedBytes = 1000;

export function sealToken(key: KeyObject, claims: AccessClaims): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(claims).padEnd(paddedBytes)), cipher.final()]);
  // 0x13 0x00 0x7c.. spells "EwB8" in base64.
  return Buffer.concat([Buffer.from([0x13, 0x00, 0x7c]), iv, cipher.getAuthTag(), sealed]).toString('base64');
}

/** Undefined for anything that `sealToken` did not make with this key. */
export function openToken(key: KeyObject, token: string): AccessClaims | undefined {
  if (!token.startsWith('EwB8')) return undefined;
  const octets = Buffer.from(token, 'base64');
  if (octets.length < 32 || octets.toString('base64') !== token) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, octets.subarray(3, 15));
  decipher.setAuthTag(octets.subarray(15, 31));
  try {
    const text = Buffer.concat([decipher.update(octets.subarray(31)), decipher.final()]).toString();
    // Authenticated by the tag: it is what sealToken was given.
    return JSON.parse(text) as AccessClaims;
  } catch (error) {
    // final() throws a plain Error when the tag does not fit (node:crypto, decipher.final()).
    if (error instanceof Error && !(error instanceof SyntaxError)) return undefined;
    throw error;
  }
}
