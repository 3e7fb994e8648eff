// A master key as text: 32 bytes in base64, base64url or hex, as `openssl rand -base64 32` prints them. A passphrase
// is no key: stretching it would cost every start of the program a tenth of a second.

import { randomBytes } from 'node:crypto';
import { keyBytes } from './seal.ts';

const hex = /^[0-9a-f]{64}$/i;
const base64 = /^[A-Za-z0-9+/_-]{43}=?$/;

export function parseKey(text: string): Buffer | undefined {
  const trimmed = text.trim();
  if (hex.test(trimmed)) return Buffer.from(trimmed, 'hex');
  if (!base64.test(trimmed)) return undefined;
  const bytes = Buffer.from(trimmed, 'base64');
  return bytes.length === keyBytes ? bytes : undefined;
}

export function freshKeyText(): string {
  return randomBytes(keyBytes).toString('base64');
}
