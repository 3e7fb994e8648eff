// One entry of the operating system's keyring, by the library that knows its three kinds. In a file of its own, so that
// whoever does not ask a keyring does not load it.

import type { AsyncEntry } from '@napi-rs/keyring';

/** @throws where the package, which is optional, is not installed */
export async function keyringEntry(service: string, account: string): Promise<AsyncEntry> {
  const keyring = await import('@napi-rs/keyring');
  // Without this pin a Linux machine that has no Secret Service is given the kernel's keyring, which forgets
  // everything at the next reboot - and every grant in the store with it.
  return new keyring.AsyncEntry(service, account, { linux: { store: 'secret-service' } });
}
