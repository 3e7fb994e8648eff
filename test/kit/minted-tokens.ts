// A TokenSource over a sandbox: a token for each service, minted when it is first asked for, and a new one when it was
// refused or has run out.

import { Secret } from '../../src/base/secret.ts';
import type {
  AccessToken,
  AccountId,
  ResourceId,
  Service,
  TokenSource,
} from '../../src/base/token-source.ts';
import { type Sandbox, seed } from '../../src/sandbox/index.ts';
import { scopeOf } from './token-home.ts';

export interface MintedTokens extends TokenSource {
  /** How many tokens were made. */
  readonly minted: number;
}

/** @param sandbox - a function where the sandbox is replaced on the way */
export function mintedTokens(
  sandbox: () => Pick<Sandbox, 'entra' | 'clock'>,
  options: { user?: string; lifetimeSeconds?: number; graphScopes?: readonly string[] } = {},
): MintedTokens {
  const user = options.user ?? seed.contoso.anna.name;
  const kept = new Map<Service, AccessToken>();
  let minted = 0;
  return {
    get minted() {
      return minted;
    },
    get(_account, service) {
      const known = kept.get(service);
      if (known && known.expiresAtMs > sandbox().clock.now()) return Promise.resolve(known);
      const { lifetimeSeconds = 3_600 } = options;
      const { accessToken } = sandbox().entra.mint({
        user,
        app: seed.apps.desktop.appId,
        scopes: service === 'graph' ? (options.graphScopes ?? []).concat(graphScopes) : scopeOf(service),
        lifetimeSeconds,
      });
      minted += 1;
      const token: AccessToken = {
        // Brands over plain strings: this stands in for the store, which makes them.
        accountId: 'account-1' as AccountId,
        resource: (service === 'graph' ? 'graph' : 'exchange') as ResourceId,
        secret: new Secret(accessToken),
        scopes: [],
        obtainedAtMs: sandbox().clock.now(),
        expiresAtMs: sandbox().clock.now() + lifetimeSeconds * 1000,
        username: user,
        generation: minted,
      };
      kept.set(service, token);
      return Promise.resolve(token);
    },
    invalidate(refused) {
      for (const [service, token] of kept) if (token.secret.equals(refused.secret)) kept.delete(service);
      return Promise.resolve();
    },
  };
}

const graphScopes = ['User.Read', 'Mail.ReadWrite', 'Mail.Read'].map(
  (name) => `https://graph.microsoft.com/${name}`,
);
