import type { Cause } from '../../cause.ts';

export const exchangeTokenAtGraph: Cause = {
  id: 'exchange-token-at-graph',
  title: {
    en: 'Graph 401 "Access token validation failure. Invalid audience.": the token is for Exchange, not for Graph',
    ja: 'Graph の 401「Access token validation failure. Invalid audience.」: トークンが Graph ではなく Exchange 宛てになっている',
  },
  what: {
    en: 'Graph was given a token that was issued for another resource, most often Exchange (outlook.office.com).',
    ja: 'Graph に、別のリソース（多くは Exchange の outlook.office.com）宛てのトークンが渡されました。',
  },
  why: {
    en: 'A token serves one resource. The one for IMAP and SMTP does not open Graph; nor does an id token, whose `aud` is the client id of the app and which has no `scp`.',
    ja: 'トークンは 1 つのリソースにだけ使えます。IMAP・SMTP 用のトークンで Graph は使えません。',
  },
  symptoms: [
    // A program that has one token, for Exchange, and asks Graph whose it is.
    {
      on: 'told',
      where: { fact: 'noticed', value: 'profile-at-graph' },
      given: { 'scopes.resources': ['exchange', 'both'] },
      weight: 80,
    },
    { on: 'graph-error', says: ['invalid audience'], weight: 95 },
    { on: 'graph-error', where: { status: 401, code: '', challenge: '' }, weight: 28 },
    { on: 'graph-error', where: { status: 401, code: 'InvalidAuthenticationToken' }, weight: 30 },
  ],
  conditions: [
    {
      when: { 'token.use': 'id' },
      add: 45,
      because: { en: 'it is an id token', ja: 'ID トークンである' },
    },
    {
      when: { 'token.audience': 'exchange' },
      add: 50,
      because: { en: 'the token is for Exchange', ja: 'トークンが Exchange 宛てである' },
    },
    {
      when: { 'token.audience': 'other' },
      add: 35,
      because: {
        en: 'the token is for neither Exchange nor Graph',
        ja: 'トークンが Exchange 宛てでも Graph 宛てでもない',
      },
    },
    {
      when: { 'token.audience': 'graph' },
      add: -100,
      because: { en: 'the token is for Graph', ja: 'トークンが Graph 宛てである' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: "Redeem the refresh token for Graph's scopes and send that token.",
          ja: '更新トークンで Graph のスコープのトークンを取得し、それを送ります。',
        },
      ],
      code: `POST /common/oauth2/v2.0/token
grant_type=refresh_token&client_id=<client id>&refresh_token=<refresh token>&scope=https://graph.microsoft.com/Mail.Read offline_access`,
    },
  },
  certainty: 'reported',
  sources: ['Microsoft identity platform, "Scopes and permissions"', 'public reports'],
  related: ['graph-token-at-mail-server', 'graph-token-at-outlook-rest'],
};
