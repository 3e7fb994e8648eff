// Which redirect URIs can be registered, and which registered one a request means.

import { describe, expect, it } from 'vitest';
import { createDirectory } from '../directory/directory.ts';
import { findRedirect, redirectProblem } from './redirect.ts';

const everybody = 'AzureADandPersonalMicrosoftAccount' as const;
const work = 'AzureADMultipleOrgs' as const;

describe('a redirect URI cannot be registered', () => {
  it.each([
    ['callback', 'web', work, /no absolute URI/],
    [`https://app.contoso.example/${'x'.repeat(240)}`, 'web', work, /256/],
    ['https://*.contoso.example/', 'web', work, /characters/],
    ['https://app.contoso.example/a;b', 'web', work, /characters/],
    ['https://app.contoso.example/#here', 'web', work, /fragment/],
    ['http://[::1]/', 'publicClient', work, /::1/],
    ['http://app.contoso.example/', 'web', work, /http/],
    ['contoso-mail://auth', 'web', work, /scheme/],
    ['https://app.contoso.example/?from=mail', 'web', everybody, /query/],
  ] as const)('%s', (uri, platform, signInAudience, why) => {
    expect(redirectProblem(uri, { platform, signInAudience })).toMatch(why);
  });
});

it.each([
  ['http://localhost', 'publicClient', everybody],
  ['http://127.0.0.1:4321/back', 'publicClient', everybody],
  ['https://app.contoso.example/callback', 'web', everybody],
  ['https://app.contoso.example/?from=mail', 'web', work],
  ['contoso-mail://auth', 'publicClient', everybody],
] as const)('%s can be registered', (uri, platform, signInAudience) => {
  expect(redirectProblem(uri, { platform, signInAudience })).toBeUndefined();
});

describe('a request means a registered one', () => {
  const directory = createDirectory();
  const app = directory.addApp({
    displayName: 'Mail',
    homeTenantId: 'contoso',
    redirectUris: [
      { uri: 'http://localhost/back', platform: 'publicClient' },
      { uri: 'https://app.contoso.example/back', platform: 'web' },
      { uri: 'http://127.0.0.1:4321/', platform: 'publicClient' },
    ],
  });

  it.each([
    'http://localhost/Back',
    'http://localhost/back/',
    'https://localhost/back',
    'https://app.contoso.example:8443/back',
    'https://app.contoso.example/back?x=1',
    'https://app.contoso.example.evil.example/back',
    'http://127.0.0.1:9/',
    'http://localhost/back#x',
  ])('not by %s', (uri) => {
    expect(findRedirect(app, uri)).toBeUndefined();
  });

  it.each([
    ['http://localhost:1/back', 'publicClient'],
    ['http://localhost:65535/back', 'publicClient'],
    ['https://app.contoso.example/back', 'web'],
    ['http://127.0.0.1:4321', 'publicClient'],
  ])('by %s', (uri, platform) => {
    expect(findRedirect(app, uri)).toEqual({ uri, platform });
  });
});
