import type { Cause } from '../../cause.ts';

export const twoResourcesInOneTokenRequest: Cause = {
  id: 'two-resources-in-one-token-request',
  title: {
    en: 'AADSTS28000: scope is not valid because it contains more than one resource',
    ja: 'AADSTS28000: スコープに複数のリソースが含まれている',
  },
  what: {
    en: 'One token request named scopes of several resources, for example graph.microsoft.com and outlook.office.com.',
    ja: '1 回のトークン要求に、graph.microsoft.com と outlook.office.com など、複数のリソースのスコープが含まれています。',
  },
  why: {
    en: '/authorize may ask consent for several resources at once; /token gives a token for exactly one.',
    ja: '/authorize では複数のリソースへの同意をまとめて求められますが、/token が返すトークンは 1 つのリソース専用です。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'one-resource' }, weight: 66 },
    { on: 'oauth-error', where: { numbers: 28000 }, weight: 95 },
    { on: 'oauth-error', says: ['contains more than one resource'], weight: 88 },
    // Where the scopes that the answer repeats are of two resources, that is what is not valid about them.
    {
      on: 'oauth-error',
      where: { numbers: [70011, 28002] },
      given: { 'scopes.resources': 'both' },
      weight: 90,
    },
    {
      on: 'oauth-error',
      says: ["value for the input parameter 'scope' is not valid"],
      given: { 'scopes.resources': 'both' },
      weight: 80,
    },
    { on: 'request', where: { endpoint: 'token' }, given: { 'scopes.resources': 'both' }, weight: 75 },
  ],
  conditions: [
    {
      when: { leg: 'authorize' },
      add: -40,
      because: { en: '/authorize takes several resources', ja: '/authorize では複数のリソースを指定できる' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Redeem the code with the scopes of one resource, and get the token for the other with the refresh token. The consent stays as it is.',
          ja: 'コードの引き換えでは 1 つのリソースのスコープだけを送り、もう一方のトークンは更新トークンで取得します。同意はそのままで構いません。',
        },
      ],
      code: `1) grant_type=authorization_code&scope=https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access
2) grant_type=refresh_token&scope=https://graph.microsoft.com/User.Read offline_access`,
    },
  },
  certainty: 'reported',
  sources: ['Microsoft identity platform, "Scopes and permissions"', 'public reports'],
  related: ['two-resources-in-front-channel', 'graph-token-in-answer', 'code-redeemed-for-second-resource'],
};
