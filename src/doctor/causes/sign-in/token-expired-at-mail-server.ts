import type { Cause } from '../../cause.ts';

export const tokenExpiredAtMailServer: Cause = {
  id: 'token-expired-at-mail-server',
  title: {
    en: '"AUTHENTICATE failed" after about an hour: the access token has expired',
    ja: '1 時間ほどで「AUTHENTICATE failed」になる: アクセストークンの期限切れ',
  },
  what: {
    en: 'The token that was sent to the mail server is no longer valid. Exchange answers as if it had never been.',
    ja: 'メールサーバーに送られたトークンの期限が切れています。Exchange は期限切れとは言わず、単にサインインの失敗として答えます。',
  },
  why: {
    en: 'An access token lives for 60 to 90 minutes. A program that keeps the one it got first works for about an hour and then fails, until a person signs in again.',
    ja: 'アクセストークンの寿命は 60～90 分です。最初に得たトークンを使い続けるプログラムは、1 時間ほど動いた後に失敗し、サインインし直すまで直りません。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'fresh-token' }, weight: 64 },
    { on: 'complaint', where: { provider: 'microsoft' }, weight: 20 },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 47,
    },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 45 },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 46,
    },
    { on: 'token', where: { state: 'expired' }, weight: 55 },
    // Nobody quoted an error: then this, and a refresh or a sign-in that is spoken of.
    { on: 'told', where: { fact: 'leg', value: 'refresh' }, given: { timing: 'after-an-hour' }, weight: 42 },
    { on: 'told', where: { fact: 'token.state', value: 'expired' }, given: { leg: 'refresh' }, weight: 42 },
  ],
  conditions: [
    {
      when: { 'token.state': 'expired' },
      add: 50,
      because: { en: 'the token has expired', ja: 'トークンの期限が切れている' },
    },
    {
      when: { 'token.state': 'valid' },
      add: -100,
      because: { en: 'the token is still valid', ja: 'トークンはまだ有効である' },
    },
    {
      when: { timing: 'after-an-hour' },
      add: 36,
      because: { en: 'it works for about an hour', ja: '1 時間ほどは動く' },
    },
    {
      when: { timing: 'now-and-then' },
      add: 10,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
    {
      when: { timing: 'since-today', 'sign-in.mechanism': ['xoauth2', 'oauthbearer'] },
      add: 8,
      because: { en: 'a token worked until recently', ja: '最近まではトークンで動いていた' },
    },
    {
      when: { timing: 'always' },
      add: -30,
      because: { en: 'it has never worked', ja: '一度も動いたことがない' },
    },
    {
      when: { 'token.audience': ['graph', 'other'] },
      add: -45,
      because: {
        en: 'the token is not for Exchange, which explains more',
        ja: 'トークンが Exchange 宛てではなく、そちらの説明が優先される',
      },
    },
    {
      when: { 'token.use': ['id', 'refresh'] },
      add: -20,
      because: { en: 'it is not an access token at all', ja: 'そもそもアクセストークンではない' },
    },
    {
      when: { 'token.flaw': 'yes' },
      add: -40,
      because: {
        en: 'the token is not in the form in which it was issued',
        ja: 'トークンが発行されたままの形ではない',
      },
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
      when: { 'works.elsewhere': 'imap' },
      add: -15,
      because: { en: 'IMAP works with the same account', ja: '同じアカウントで IMAP は動く' },
    },
    {
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -100,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in again. If it fails again after an hour, the program does not renew its tokens: tell its makers.',
          ja: 'サインインし直してください。1 時間後にまた失敗するなら、プログラムがトークンを更新していません。開発元に知らせてください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Before every sign-in look at `expires_in`, and get a fresh token with the refresh token when less than five minutes are left. Ask for `offline_access`, or there is no refresh token.',
          ja: 'サインインの前に毎回 `expires_in` を確認し、残りが 5 分を切っていれば更新トークンで新しいトークンを取得します。`offline_access` を要求しないと更新トークンは発行されません。',
        },
        {
          en: 'Check the clock of the machine: a token looks valid to a clock that is slow.',
          ja: 'マシンの時計も確認してください。遅れている時計では期限切れのトークンが有効に見えます。',
        },
      ],
      code: `POST /common/oauth2/v2.0/token
grant_type=refresh_token&client_id=<client id>&refresh_token=<refresh token>&scope=https://outlook.office.com/IMAP.AccessAsUser.All offline_access`,
    },
  },
  certainty: 'reported',
  sources: ['Microsoft identity platform, "Access tokens"', 'public reports'],
  related: ['graph-token-at-mail-server', 'imap-session-token-expired'],
};
