// Fernet, as the cryptography library of Python writes it: version 0x80, time, IV, AES-128-CBC, HMAC-SHA256 over all of it.
// Specification: github.com/fernet/spec.

import { createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';

/** Undefined where the key is another one, or the token is damaged. */
export function openFernet(token: string, key: Buffer): string | undefined {
  const bytes = Buffer.from(token, 'base64url');
  const headBytes = 1 + 8 + 16;
  const macBytes = 32;
  const sealed = bytes.length - headBytes - macBytes;
  if (key.length !== 32 || bytes[0] !== 0x80 || sealed < 16 || sealed % 16 !== 0) return undefined;
  const [signing, encryption] = [key.subarray(0, 16), key.subarray(16)];
  const signed = bytes.subarray(0, bytes.length - macBytes);
  const mac = createHmac('sha256', signing).update(signed).digest();
  if (!timingSafeEqual(mac, bytes.subarray(bytes.length - macBytes))) return undefined;
  const decipher = createDecipheriv('aes-128-cbc', encryption, bytes.subarray(9, headBytes));
  return Buffer.concat([decipher.update(signed.subarray(headBytes)), decipher.final()]).toString('utf8');
}
