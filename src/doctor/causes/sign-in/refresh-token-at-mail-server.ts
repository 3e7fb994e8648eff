import type { Cause } from '../../cause.ts';

export const refreshTokenAtMailServer: Cause = {
  id: 'refresh-token-at-mail-server',
  title: {
    en: '"AUTHENTICATE failed": the refresh_token was sent instead of the access_token',
    ja: '「AUTHENTICATE failed」: access_token ではなく refresh_token を送っている',
  },
  what: {
    en: 'The mail server was given the refresh token, which only the token endpoint takes.',
    ja: 'メールサーバーに渡されたのは更新トークンです。これを受け取るのはトークン エンドポイントだけです。',
  },
  why: {
    en: 'A refresh token is what new access tokens are bought with. It is long-lived; a mail server does not know it.',
    ja: '更新トークンは新しいアクセストークンを得るためのものです。寿命が長く、メールサーバーは受け付けません。',
  },
  symptoms: [
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 32,
    },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 29 },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 31,
    },
    { on: 'token', where: { use: 'refresh' }, weight: 55 },
  ],
  conditions: [
    {
      when: { 'token.use': 'refresh' },
      add: 55,
      because: { en: 'a refresh token was sent', ja: '送られたのは更新トークンである' },
    },
    {
      when: { 'token.use': 'access' },
      add: -100,
      because: { en: 'it is an access token', ja: '送られたのはアクセストークンである' },
    },
    {
      when: { 'token.use': 'id' },
      add: -100,
      because: { en: 'an id token was sent', ja: '送られたのは ID トークンである' },
    },
    {
      when: { 'token.audience': 'graph' },
      add: -60,
      because: { en: 'the token is for Graph', ja: 'トークンが Graph 宛てである' },
    },
    {
      when: { 'token.audience': 'exchange' },
      add: -60,
      because: { en: 'the token is for Exchange', ja: 'トークンが Exchange 宛てである' },
    },
    {
      when: { 'token.form': 'jwt' },
      add: -60,
      because: { en: 'the token is a JWT', ja: 'トークンは JWT である' },
    },
    {
      when: { timing: 'after-an-hour' },
      add: -40,
      because: { en: 'it works for about an hour', ja: '1 時間ほどは動く' },
    },
    {
      when: { timing: 'now-and-then' },
      add: -40,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
    {
      when: { 'works.elsewhere': 'imap' },
      add: -30,
      because: { en: 'IMAP works with the same account', ja: '同じアカウントで IMAP は動く' },
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
      add: -60,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Redeem the refresh token first, then sign in with the `access_token` of that answer.',
          ja: 'まず更新トークンを引き換え、その応答の `access_token` でサインインします。',
        },
        {
          en: 'A refresh token that went over a connection to a mail server or into a log should be replaced: sign out all sessions of the person and let them sign in again.',
          ja: 'メールサーバーへの接続やログに流れた更新トークンは作り直してください。そのユーザーのセッションをすべて取り消し、サインインし直してもらいます。',
        },
      ],
      code: `POST /common/oauth2/v2.0/token
grant_type=refresh_token&client_id=<client id>&refresh_token=<refresh token>&scope=https://outlook.office.com/IMAP.AccessAsUser.All offline_access`,
    },
  },
  certainty: 'reported',
  sources: ['Microsoft identity platform, "Refresh tokens"', 'public reports'],
  related: ['id-token-at-mail-server'],
};
