import type { Cause } from '../../cause.ts';

export const personalScopeNotConsented: Cause = {
  id: 'personal-scope-not-consented',
  title: {
    en: 'AADSTS70000: one or more scopes requested are unauthorized or expired (personal account, consent is missing)',
    ja: 'AADSTS70000: 要求されたスコープが未承認または期限切れ（個人アカウントで同意が不足）',
  },
  what: {
    en: 'The user of a personal account has not consented to a scope that the refresh asks for. The refresh token itself is alive.',
    ja: '更新で要求したスコープに、個人アカウントのユーザーが同意していません。更新トークン自体は有効です。',
  },
  why: {
    en: 'For personal accounts this number means what AADSTS65001 means for work accounts. Programs that take it for a dead refresh token lose a good one.',
    ja: '個人アカウントでは、この番号が職場アカウントの AADSTS65001 に当たります。更新トークンの失効とみなして削除すると、使えるトークンを失います。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: { numbers: 70000 },
      says: [
        'scopes requested are unauthorized or expired',
        'first sign in and grant the client application access',
      ],
      weight: 95,
    },
    {
      on: 'oauth-error',
      where: { numbers: 70000 },
      saysNot: ['grant is expired', 'is not valid', 'different client'],
      weight: 40,
    },
    {
      on: 'oauth-error',
      says: [
        'scopes requested are unauthorized or expired',
        'first sign in and grant the client application access to the requested scope',
      ],
      weight: 90,
    },
  ],
  conditions: [
    {
      when: { 'other-resource': 'works' },
      add: 30,
      because: {
        en: 'another resource works with the same refresh token',
        ja: '同じ更新トークンで別のリソースは使える',
      },
    },
    {
      when: { 'account.type': 'work' },
      add: -25,
      because: { en: 'it is a work account', ja: '職場のアカウントである' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Connect the account again and accept what the page lists.',
          ja: 'アカウントを接続し直し、画面に表示される内容に同意してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Keep the refresh token. Try the other resource with it, then ask consent for the missing scopes at /authorize with prompt=consent.',
          ja: '更新トークンは残します。別のリソースで試したうえで、足りないスコープへの同意を /authorize（prompt=consent）で求めます。',
        },
      ],
      code: 'GET https://login.microsoftonline.com/consumers/oauth2/v2.0/authorize?client_id=<client id>&response_type=code&redirect_uri=<redirect URI>&prompt=consent&scope=https://outlook.office.com/IMAP.AccessAsUser.All%20https://outlook.office.com/SMTP.Send%20offline_access',
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['personal-grant-expired', 'grant-not-valid', 'consent-missing-for-one-resource'],
};
