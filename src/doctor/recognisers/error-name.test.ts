// Names of OAuth errors where a program made a type of each.

import { expect, it } from 'vitest';
import { explain } from '../explain.ts';
import { recognise } from '../recognise.ts';

const nowMs = Date.UTC(2026, 10, 26);

it.each<[string, string]>([
  ['authorizeEmail: InvalidGrant', 'invalid_grant'],
  ['oauthlib.oauth2.rfc6749.errors.InvalidClientError: ', 'invalid_client'],
  ['TokenError(UnauthorizedClient)', 'unauthorized_client'],
  ['Failure: ConsentRequired', 'consent_required'],
  ['the library throws an InvalidScopeException', 'invalid_scope'],
])('is read out of the name of a type: %s', (text, error) => {
  expect(recognise(text, nowMs)).toContainEqual(expect.objectContaining({ kind: 'oauth-error', error }));
});

it.each(['InvalidClientIdError is a class of oauthlib', 'myInvalidGrantHandler ran', 'AccessDenied'])(
  'other names are none: %s',
  (text) => {
    expect(recognise(text, nowMs)).not.toContainEqual(expect.objectContaining({ kind: 'oauth-error' }));
  },
);

it.each([
  'We use the device code flow. The poll ends with invalid_client.',
  '$ tool login --device-code\nEnter the code at microsoft.com/devicelogin\nerror: InvalidClient',
  'デバイスコードでサインインすると invalid_client になります。',
])('a device code that ends so lacks the switch for public clients: %s', (text) => {
  expect(explain(text, nowMs, [], () => []).causes[0]?.cause.id).toBe('public-client-flows-off');
});
