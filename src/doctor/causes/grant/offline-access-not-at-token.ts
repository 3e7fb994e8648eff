import type { Cause } from '../../cause.ts';

export const offlineAccessNotAtToken: Cause = {
  id: 'offline-access-not-at-token',
  title: {
    en: 'No refresh_token although offline_access was asked for at /authorize: repeat it at /token',
    ja: '/authorize で offline_access を要求したのに refresh_token がない（/token でも指定する）',
  },
  what: {
    en: 'offline_access was consented, but the request to /token did not name it.',
    ja: 'offline_access には同意がありますが、/token への要求で指定されていません。',
  },
  why: {
    en: 'Where /token gets a `scope` of its own, that list decides. Without offline_access in it there may be no refresh token.',
    ja: '/token に `scope` を送ると、その一覧が使われます。offline_access が含まれていないと、更新トークンが返らないことがあります。',
  },
  symptoms: [
    { on: 'token-answer', where: { refreshToken: 'no' }, given: { 'scopes.offline': 'yes' }, weight: 66 },
    {
      on: 'told',
      where: { fact: 'refresh-token', value: 'no' },
      given: { 'scopes.offline': 'yes' },
      weight: 62,
    },
  ],
  conditions: [
    {
      when: { 'token.actor': 'app' },
      add: -100,
      because: {
        en: 'an app that acts for itself gets no refresh token',
        ja: 'アプリ自身のトークンに更新トークンはない',
      },
    },
    {
      when: { flow: ['app', 'implicit'] },
      add: -100,
      because: { en: 'this flow brings no refresh token', ja: 'このフローに更新トークンはない' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Put offline_access into the scope of every request to /token as well.',
          ja: '/token へのすべての要求の scope にも offline_access を入れます。',
        },
      ],
      code: 'grant_type=authorization_code&code=<code>&scope=https://outlook.office.com/IMAP.AccessAsUser.All offline_access',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft identity platform, "Scopes and permissions"', 'public reports'],
  related: ['no-refresh-token', 'offline-access-prefixed'],
};
