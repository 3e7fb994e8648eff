// A TokenSource with a list of tokens: each invalidation brings the next one, the last one stays.

import { Secret } from '../../src/base/secret.ts';
import type {
  AccessToken,
  AccountId,
  ResourceId,
  Service,
  TokenSource,
} from '../../src/base/token-source.ts';

export interface FixedTokens extends TokenSource {
  readonly invalidated: readonly string[];
  /** Services that were asked for, in order. */
  readonly asked: readonly Service[];
}

export function fixedTokens(values: readonly string[], username = 'anna@contoso.example'): FixedTokens {
  const invalidated: string[] = [];
  const asked: Service[] = [];
  let at = 0;
  return {
    invalidated,
    asked,
    get(_account, service) {
      asked.push(service);
      return Promise.resolve(token(values[at] ?? '', username, service));
    },
    invalidate(refused) {
      invalidated.push(refused.secret.reveal());
      at = Math.min(at + 1, values.length - 1);
      return Promise.resolve();
    },
  };
}

function token(value: string, username: string, service: Service): AccessToken {
  return {
    // Brands over plain strings: this stands in for the store, which makes them.
    accountId: 'account-1' as AccountId,
    resource: (service === 'graph' ? 'graph' : 'exchange') as ResourceId,
    secret: new Secret(value),
    scopes: ['User.Read'],
    obtainedAtMs: 0,
    expiresAtMs: 3_600_000,
    username,
    generation: 1,
  };
}
