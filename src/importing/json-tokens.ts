// Token files of one account as JSON: mutt_oauth2.py (mutt and neomutt), oama, and sasl-xoauth2. The first two are usually
// encrypted by GnuPG, which is undone before they get here.

import { Secret } from '../base/secret.ts';
import {
  type FoundGrant,
  type GrantReader,
  type JsonObject,
  jsonObject,
  textOf,
  words,
} from './found-grant.ts';

const microsoft = 'https://login.microsoftonline.com/common/oauth2/v2.0/token';
const google = 'https://oauth2.googleapis.com/token';

/** What all of them have, by whatever names. */
function grant(program: string, file: JsonObject, more: Partial<FoundGrant>): FoundGrant {
  const refresh = textOf(file['refresh_token']);
  const secret = textOf(file['client_secret']);
  return {
    program,
    address: undefined,
    refreshToken: refresh === undefined ? undefined : new Secret(refresh),
    clientId: textOf(file['client_id']),
    clientSecret: secret === undefined ? undefined : new Secret(secret),
    tokenEndpoint: textOf(file['token_endpoint']),
    scopes: words(file['scope']),
    appOnly: false,
    ...more,
  };
}

/** `{"registration": "microsoft", "authflow": ..., "email": ..., "refresh_token": ...}`; the client id is in the script. */
export const muttOauth2: GrantReader = {
  program: 'mutt_oauth2.py',
  knows: ({ bytes }) => {
    const file = jsonObject(bytes);
    return file !== undefined && 'registration' in file && 'email' in file;
  },
  read: ({ bytes }) => {
    const file = jsonObject(bytes) ?? {};
    const tokenEndpoint = file['registration'] === 'google' ? google : microsoft;
    return Promise.resolve([
      grant('mutt_oauth2.py', file, { address: textOf(file['email']), tokenEndpoint }),
    ]);
  },
};

/** `{"email": ..., "service": "microsoft", "exp_date": ..., "refresh_token": ...}`; the client id is in its config.yaml. */
export const oama: GrantReader = {
  program: 'oama',
  knows: ({ bytes }) => {
    const file = jsonObject(bytes);
    return file !== undefined && 'service' in file && 'email' in file;
  },
  read: ({ bytes }) => {
    const file = jsonObject(bytes) ?? {};
    const tokenEndpoint = file['service'] === 'google' ? google : microsoft;
    return Promise.resolve([grant('oama', file, { address: textOf(file['email']), tokenEndpoint })]);
  },
};

/** `{"access_token": ..., "expiry": ..., "refresh_token": ...}`, and the name of the file is the user. */
export const saslXoauth2: GrantReader = {
  program: 'sasl-xoauth2',
  knows: ({ bytes }) => {
    const file = jsonObject(bytes);
    return file !== undefined && 'refresh_token' in file && ('expiry' in file || 'access_token' in file);
  },
  read: ({ bytes, fileName }) => {
    const file = jsonObject(bytes) ?? {};
    const named = fileName.includes('@') ? fileName.replace(/\.(json|token|tokens)$/, '') : undefined;
    const address = textOf(file['user']) ?? named;
    const tokenEndpoint = textOf(file['token_endpoint']) ?? microsoft;
    return Promise.resolve([grant('sasl-xoauth2', file, { address, tokenEndpoint })]);
  },
};
