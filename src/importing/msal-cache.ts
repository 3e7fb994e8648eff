// The cache of MSAL (Python, Node and .NET write the same): one JSON object with a table each for accounts, access tokens and
// refresh tokens, joined by home account id.

import { Secret } from '../base/secret.ts';
import {
  asObject,
  type FoundGrant,
  type GrantReader,
  type JsonObject,
  jsonObject,
  textOf,
  words,
} from './found-grant.ts';

/** The tenant in which all personal accounts live. */
const personalTenant = '9188040d-6c67-4c5b-b112-36a304b66dad';

export const msalCache: GrantReader = {
  program: 'MSAL',
  knows: ({ bytes }) => {
    const cache = jsonObject(bytes);
    return cache !== undefined && asObject(cache['RefreshToken']) !== undefined && 'Account' in cache;
  },
  read: ({ bytes }) => {
    const cache = jsonObject(bytes) ?? {};
    const accounts = rows(cache['Account']);
    const accessTokens = rows(cache['AccessToken']);
    return Promise.resolve(
      rows(cache['RefreshToken']).flatMap((token): FoundGrant[] => {
        const secret = textOf(token['secret']);
        if (secret === undefined) return [];
        const same = (row: JsonObject): boolean => row['home_account_id'] === token['home_account_id'];
        const account = accounts.find(same);
        const realm = textOf(account?.['realm']);
        const tenant = realm === personalTenant ? 'consumers' : (realm ?? 'common');
        const environment = textOf(token['environment']) ?? 'login.microsoftonline.com';
        const scopes = accessTokens
          .filter((row) => same(row) && row['client_id'] === token['client_id'])
          .flatMap((row) => words(row['target']));
        return [
          {
            program: 'MSAL',
            address: textOf(account?.['username']),
            refreshToken: new Secret(secret),
            clientId: textOf(token['client_id']),
            clientSecret: undefined,
            tokenEndpoint: `https://${environment}/${tenant}/oauth2/v2.0/token`,
            scopes: [...new Set(scopes)],
            appOnly: false,
          },
        ];
      }),
    );
  },
};

function rows(table: unknown): JsonObject[] {
  return Object.values(asObject(table) ?? {})
    .map(asObject)
    .filter((row) => row !== undefined);
}
