// The text that stands for a password in the store: scrypt (RFC 7914) with its parameters and salt beside the hash, in the
// form that the password hashing competition agreed on: `$scrypt$ln=14,r=8,p=1$SALT$HASH`.

import { randomBytes, scrypt } from 'node:crypto';
import { invariant } from '../../base/invariant.ts';

/** All that decides how a password is hashed: the text up to the hash. */
export interface HashSettings {
  /** log2 of N. */
  readonly costLog2: number;
  readonly blockSize: number;
  readonly parallelization: number;
  readonly salt: Buffer;
}

export interface Verifier {
  readonly settings: HashSettings;
  readonly hash: Buffer;
}

const saltBytes = 16;
const hashBytes = 32;

/**
 * 16 MiB and some 40 ms. OWASP asks for eight times as much for passwords that people think up; these are 123 random
 * bits, which no hash has to defend, and two of them are computed at a time on machines of 512 MiB.
 */
export function newHashSettings(): HashSettings {
  return { costLog2: 14, blockSize: 8, parallelization: 1, salt: randomBytes(saltBytes) };
}

export function hashPassword(plain: string, settings: HashSettings): Promise<Buffer> {
  const { costLog2, blockSize, parallelization, salt } = settings;
  const cost = 2 ** costLog2;
  // What scrypt needs is 128 N r and a little (RFC 7914 section 2).
  const maxmem = 128 * cost * blockSize + 1024 * 1024 * parallelization;
  return new Promise((resolve, reject) => {
    scrypt(plain, salt, hashBytes, { cost, blockSize, parallelization, maxmem }, (error, hash) => {
      if (error) reject(error);
      else resolve(hash);
    });
  });
}

export function verifierText({ settings, hash }: Verifier): string {
  return `${settingsText(settings)}$${unpadded(hash)}`;
}

/** Two passwords with the same one are compared with the same hash. */
export function settingsText({ costLog2, blockSize, parallelization, salt }: HashSettings): string {
  return `$scrypt$ln=${costLog2},r=${blockSize},p=${parallelization}$${unpadded(salt)}`;
}

export function parseVerifier(text: string): Verifier {
  const match = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(text);
  const [, ln, r, p, salt = '', hash = ''] = match ?? [];
  invariant(match, 'a verifier in the store is one that we have written');
  return {
    settings: {
      costLog2: Number(ln),
      blockSize: Number(r),
      parallelization: Number(p),
      salt: Buffer.from(salt, 'base64'),
    },
    hash: Buffer.from(hash, 'base64'),
  };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
