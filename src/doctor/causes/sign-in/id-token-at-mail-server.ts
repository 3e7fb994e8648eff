import type { Cause } from '../../cause.ts';

export const idTokenAtMailServer: Cause = {
  id: 'id-token-at-mail-server',
  title: {
    en: '"AUTHENTICATE failed": the id_token was sent instead of the access_token',
    ja: '「AUTHENTICATE failed」: access_token ではなく id_token を送っている',
  },
  what: {
    en: 'The mail server was given the id token. It says who signed in and opens nothing.',
    ja: 'メールサーバーに渡されたのは ID トークンです。誰がサインインしたかを示すだけで、何も開けません。',
  },
  why: {
    en: 'A token answer can hold three tokens. The id token is a JWT as well, and its audience is the app itself.',
    ja: 'トークン応答には 3 種類のトークンが入ることがあります。ID トークンも JWT ですが、宛先（aud）はアプリ自身です。',
  },
  symptoms: [
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 33,
    },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 30 },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 32,
    },
    { on: 'token', where: { use: 'id' }, weight: 55 },
  ],
  conditions: [
    {
      when: { 'runs.on': 'desktop' },
      add: -30,
      because: {
        en: 'a finished mail program asks for the right permissions',
        ja: '市販・公開されているメールソフトは正しい権限を要求する',
      },
    },
    {
      when: { timing: 'since-today' },
      add: -15,
      because: { en: 'it worked until lately', ja: '最近までは動いていた' },
    },
    {
      when: { 'token.use': 'id' },
      add: 50,
      because: { en: 'an id token was sent', ja: '送られたのは ID トークンである' },
    },
    {
      when: { 'token.use': 'access' },
      add: -100,
      because: { en: 'it is an access token', ja: '送られたのはアクセストークンである' },
    },
    {
      when: { 'token.use': 'refresh' },
      add: -100,
      because: { en: 'a refresh token was sent', ja: '送られたのは更新トークンである' },
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
          en: 'Send the value of `access_token`. Do not send `id_token` to any server.',
          ja: '`access_token` の値を送ってください。`id_token` はどのサーバーにも送りません。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Microsoft identity platform, "ID tokens"', 'public reports'],
  related: ['refresh-token-at-mail-server', 'token-mangled-at-mail-server'],
};
