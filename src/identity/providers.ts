// Every identity provider there is. A new one is a folder and a line here.

import { createGenericProvider } from './generic/provider.ts';
import { createMicrosoftProvider } from './microsoft/provider.ts';
import type { IdentityProvider } from './provider.ts';

/** Fresh providers by id: the `provider` field of an app names one. */
export function createProviders(): ReadonlyMap<string, IdentityProvider> {
  return new Map(
    [createMicrosoftProvider(), createGenericProvider()].map((provider) => [provider.id, provider]),
  );
}
