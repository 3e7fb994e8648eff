import type { Cause } from '../../cause.ts';

export const personalAccountAtV1Endpoint: Cause = {
  id: 'personal-account-at-v1-endpoint',
  title: {
    en: 'AADSTS500201, AADSTS90027: unable to issue tokens from this API version on the MSA tenant',
    ja: 'AADSTS500201・AADSTS90027: このバージョンの API では個人アカウントのトークンを発行できない',
  },
  what: {
    en: 'A personal account was used at the older endpoint (/oauth2/authorize, /oauth2/token).',
    ja: '旧エンドポイント（/oauth2/authorize、/oauth2/token）で個人アカウントが使われました。',
  },
  why: {
    en: 'Only the v2.0 endpoint serves personal accounts.',
    ja: '個人アカウントに対応しているのは v2.0 エンドポイントだけです。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [500201, 90027] }, weight: 93 },
    { on: 'oauth-error', says: ['from this API version'], weight: 76 },
    { on: 'request', where: { version: 'v1' }, given: { 'account.type': 'personal' }, weight: 75 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Use /oauth2/v2.0/authorize and /oauth2/v2.0/token, with `scope` instead of `resource`.',
          ja: '/oauth2/v2.0/authorize と /oauth2/v2.0/token を使い、`resource` の代わりに `scope` を送ります。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['resource-parameter-at-v2'],
};
