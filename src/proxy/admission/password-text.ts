// What an app password looks like: `k7mqp-2hztw-9wvdx-c3pja-8rnfy`. Made by us, so that it is never one that somebody
// uses elsewhere, and easy to type on the panel of a scanner: lower case, no letter that looks like another, groups. Case,
// hyphens and spaces do not count when it is read. 25 of 31 letters are 123.8 bits; 29 characters with the hyphens, 25
// without, which old devices' fields hold.

import { randomInt } from 'node:crypto';
import { Secret } from '../../base/secret.ts';

/** Without 0 and o, 1 and i and l. */
const letters = '23456789abcdefghjkmnpqrstuvwxyz';
const groups = 5;
const groupLetters = 5;

const form = new RegExp(`^[${letters}]{${groups * groupLetters}}$`);

export function newPasswordText(): Secret {
  const group = (): string =>
    Array.from({ length: groupLetters }, () => letters[randomInt(letters.length)]).join('');
  return new Secret(Array.from({ length: groups }, group).join('-'));
}

/** The same for every way to type one password; undefined for what cannot be one of ours. */
export function plainPassword(typed: Secret): string | undefined {
  // Longer than this is no password with some blanks in it.
  if (typed.length > 64) return undefined;
  const plain = typed.reveal().toLowerCase().replace(/[\s-]/g, '');
  return form.test(plain) ? plain : undefined;
}
