import type { Cause } from '../../cause.ts';

export const grantExpiredUnused: Cause = {
  id: 'grant-expired-unused',
  title: {
    en: 'AADSTS700082, AADSTS70008: the refresh token has expired due to inactivity',
    ja: 'AADSTS700082、AADSTS70008: 更新トークンは使われなかったため期限切れになった',
  },
  what: {
    en: 'The refresh token was not used for a long time, and is gone.',
    ja: '更新トークンが長い間使われず、失効しました。',
  },
  why: {
    en: 'A refresh token of a work or school account ends when it was not used for 90 days; each use begins the time anew. The limit cannot be changed.',
    ja: '職場または学校のアカウントの更新トークンは、90 日間使われないと失効します。使うたびに期間は延びます。この期限は変更できません。',
  },
  symptoms: [
    {
      on: 'told',
      where: { fact: 'timing', value: 'after-weeks' },
      given: { leg: 'refresh' },
      weight: 60,
    },
    {
      on: 'oauth-error',
      where: { error: 'invalid_grant', server: ['microsoft', 'unknown'] },
      given: { timing: 'after-weeks', 'error.number': 'no' },
      weight: 44,
    },
    { on: 'oauth-error', where: { numbers: 700082 }, weight: 94 },
    { on: 'oauth-error', where: { numbers: 70008 }, says: ['refresh token'], weight: 72 },
    { on: 'oauth-error', where: { numbers: 70008 }, saysNot: ['authorization code'], weight: 50 },
    {
      on: 'oauth-error',
      says: ['refresh token has expired due to inactivity', 'expired due to inactivity', 'was inactive for'],
      saysNot: ['authorization code'],
      weight: 88,
    },
  ],
  conditions: [
    {
      when: { leg: 'token' },
      add: -15,
      because: { en: 'it failed when a code was redeemed', ja: 'コードの引き換えで失敗した' },
    },
    { when: { leg: 'refresh' }, add: 15, because: { en: 'it failed at a refresh', ja: '更新で失敗した' } },
    {
      when: { timing: ['after-weeks'] },
      add: 20,
      because: { en: 'it worked for weeks', ja: '数週間は動いていた' },
    },
  ],
  remedies: {
    user: { steps: [{ en: 'Sign in again.', ja: 'もう一度サインインしてください。' }] },
    developer: {
      steps: [
        {
          en: 'Use each grant at least once a week, and keep the new refresh token that every answer brings.',
          ja: 'どの更新トークンも週に 1 回は使い、応答のたびに返される新しい更新トークンを保存します。',
        },
      ],
      code: `POST https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token
client_id=<client id>&grant_type=refresh_token&refresh_token=<refresh token>&scope=<scopes of one resource> offline_access`,
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
    'Microsoft identity platform, "Refresh tokens"',
  ],
  related: ['spa-refresh-token-lives-a-day', 'sign-in-frequency', 'grant-revoked'],
};
