// Short names: what may be one, and the next free one. Lower case, so that they can be typed in a shell; no '@' and
// no '_', so that a name is never taken for an address or an id.

import { randomBytes } from 'node:crypto';
import { fail } from '../errors/error.ts';

const nameMax = 64;
const pattern = /^[a-z0-9][a-z0-9.-]{0,63}$/;

/** @throws `account-name-invalid` */
export function checkAccountName(name: string): void {
  if (!pattern.test(name)) throw fail('account-name-invalid', { name });
}

/** @throws `app-name-invalid` */
export function checkAppName(name: string): void {
  if (!pattern.test(name)) throw fail('app-name-invalid', { name });
}

/** `wanted`, or `wanted-2`, `wanted-3` ... whichever is not in `taken` first. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const suffix = `-${number}`;
    const candidate = `${wanted.slice(0, nameMax - suffix.length)}${suffix}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Never reused: 128 random bits. */
export function newId(kind: 'app' | 'acc' | 'pw'): string {
  return `${kind}_${randomBytes(16).toString('hex')}`;
}
