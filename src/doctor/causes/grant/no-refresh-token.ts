import type { Cause } from '../../cause.ts';

export const noRefreshToken: Cause = {
  id: 'no-refresh-token',
  title: {
    en: 'No refresh_token in the token answer: offline_access is missing, and users must sign in every hour',
    ja: 'トークン応答に refresh_token がない（offline_access がなく、1 時間ごとにサインインが必要になる）',
  },
  what: {
    en: 'The token answer has an access token but no refresh token. The access token ends after about an hour, and nothing renews it.',
    ja: 'トークン応答にアクセストークンはありますが、更新トークンがありません。アクセストークンは約 1 時間で切れ、更新できません。',
  },
  why: {
    en: 'A refresh token is given only where `offline_access` is among the scopes of that request. It must be asked for at /authorize and should be repeated at /token.',
    ja: '更新トークンは、その要求のスコープに `offline_access` があるときだけ発行されます。/authorize で要求し、/token でも指定してください。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'offline-access' }, weight: 68 },
    { on: 'oauth-error', says: ['following parameter refresh_token'], weight: 72 },
    { on: 'token-answer', where: { refreshToken: 'no' }, weight: 75 },
    { on: 'told', where: { fact: 'noticed', value: 'signs-in-again' }, weight: 60 },
    { on: 'told', where: { fact: 'refresh-token', value: 'no' }, weight: 60 },
    { on: 'told', where: { fact: 'leg', value: 'refresh' }, given: { timing: 'after-an-hour' }, weight: 40 },
  ],
  conditions: [
    {
      when: { 'scopes.offline': 'no' },
      add: 20,
      because: { en: 'offline_access was not asked for', ja: 'offline_access を要求していない' },
    },
    {
      when: { 'scopes.offline': 'prefixed' },
      add: -40,
      because: {
        en: 'offline_access was asked for, with a prefix',
        ja: 'offline_access に接頭辞が付いている',
      },
    },
    {
      when: { 'scopes.offline': 'yes' },
      add: -30,
      because: { en: 'offline_access was asked for', ja: 'offline_access を要求している' },
    },
    {
      when: { 'token.actor': 'app' },
      add: -100,
      because: {
        en: 'an app that acts for itself gets no refresh token',
        ja: 'アプリ自身のトークンに更新トークンはない',
      },
    },
    {
      when: { flow: 'app' },
      add: -100,
      because: {
        en: 'client credentials bring no refresh token',
        ja: 'client credentials に更新トークンはない',
      },
    },
    {
      when: { flow: 'implicit' },
      add: -50,
      because: {
        en: 'the implicit flow brings no refresh token',
        ja: 'インプリシット フローに更新トークンはない',
      },
    },
    {
      when: { 'refresh-token': 'yes' },
      add: -100,
      because: { en: 'there is a refresh token', ja: '更新トークンがある' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Ask the makers of the program: signing in every hour does not have to be.',
          ja: '1 時間ごとのサインインは本来不要です。プログラムの開発元に伝えてください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Add plain `offline_access` to the scopes at /authorize and at /token, then let the user sign in again.',
          ja: '/authorize と /token の両方のスコープに、接頭辞のない `offline_access` を加え、ユーザーにもう一度サインインしてもらいます。',
        },
      ],
      code: 'scope=https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft identity platform, "Scopes and permissions"',
    'Microsoft identity platform, "Refresh tokens"',
    'public reports',
  ],
  related: ['offline-access-prefixed', 'app-only-has-no-refresh-token'],
};
