import type { Cause } from '../../cause.ts';

export const otherAudienceToken: Cause = {
  id: 'other-audience-token',
  title: {
    en: '"AUTHENTICATE failed" or "535 5.7.3": the token is for another API than Exchange',
    ja: '「AUTHENTICATE failed」「535 5.7.3」: トークンが Exchange 以外の API 宛てになっている',
  },
  what: {
    en: "The mail server was given a token whose audience is neither Exchange nor Graph: the app's own API, for example, or an older directory API.",
    ja: 'メールサーバーに渡されたトークンの宛先（aud）は Exchange でも Graph でもありません。アプリ自身の API や古いディレクトリ API 宛てのものです。',
  },
  why: {
    en: 'The first scope of the request decides for which resource a token is issued. `api://<id>/...` and `<client id>/.default` mean the app itself.',
    ja: 'トークンの宛先は要求の先頭のスコープで決まります。`api://<id>/...` や `<client id>/.default` はアプリ自身を意味します。',
  },
  symptoms: [
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 18,
    },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 18 },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 18,
    },
    { on: 'token', where: { audience: 'other' }, weight: 15 },
  ],
  conditions: [
    {
      when: { 'token.audience': 'other' },
      add: 75,
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
    {
      when: { 'token.audience': 'exchange' },
      add: -100,
      because: { en: 'the token is for Exchange', ja: 'トークンが Exchange 宛てである' },
    },
    {
      when: { 'token.use': 'id' },
      add: -60,
      because: { en: 'an id token was sent', ja: '送られたのは ID トークンである' },
    },
    {
      when: { 'sign-in.mechanism': ['login', 'plain', 'cram-md5', 'ntlm'] },
      add: -60,
      because: {
        en: 'the client signed in with a password',
        ja: 'クライアントがパスワードでサインインしている',
      },
    },
    {
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -100,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: "Ask for Exchange's scopes by their full names and send the token of that answer. The claim `aud` must be `https://outlook.office.com` or `https://outlook.office365.com`.",
          ja: 'Exchange のスコープを完全な名前で要求し、その応答のトークンを送ってください。クレーム `aud` は `https://outlook.office.com` または `https://outlook.office365.com` でなければなりません。',
        },
      ],
      code: 'scope=https://outlook.office.com/IMAP.AccessAsUser.All offline_access',
    },
  },
  certainty: 'inferred',
  sources: ['Microsoft identity platform, "Access tokens"', 'public reports'],
  related: ['graph-token-at-mail-server', 'id-token-at-mail-server'],
};
