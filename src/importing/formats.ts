// Whose file it is, found out by looking: nobody has to say.

import { davmail } from './davmail.ts';
import { emailOauth2Proxy } from './email-oauth2-proxy.ts';
import type { GrantReader } from './found-grant.ts';
import { muttOauth2, oama, saslXoauth2 } from './json-tokens.ts';
import { msalCache } from './msal-cache.ts';
import { pizauth } from './pizauth.ts';

/** The one that says more about itself before the one that says less. */
export const readers: readonly GrantReader[] = [
  msalCache,
  muttOauth2,
  oama,
  saslXoauth2,
  emailOauth2Proxy,
  davmail,
  pizauth,
];

export function readerOf(file: { bytes: Buffer; fileName: string }): GrantReader | undefined {
  return readers.find((reader) => reader.knows(file));
}

/** An OpenPGP message (RFC 9580 section 4.2 and 6.2): armoured, or beginning with an encrypted session key. */
export function isOpenPgp(bytes: Buffer): boolean {
  if (bytes.subarray(0, 64).toString('latin1').includes('-----BEGIN PGP MESSAGE-----')) return true;
  const [first = 0] = bytes;
  // Packet types 1 (public key) and 3 (passphrase), in the old and in the new form.
  return (first & 0xfc) === 0x84 || (first & 0xfc) === 0x8c || first === 0xc1 || first === 0xc3;
}
