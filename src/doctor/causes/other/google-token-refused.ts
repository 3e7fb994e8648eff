import type { Cause } from '../../cause.ts';

export const googleTokenRefused: Cause = {
  id: 'google-token-refused',
  title: {
    en: 'Gmail "NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)" with a token: expired, wrong scope or wrong user',
    ja: 'Gmail の「NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)」（トークン使用時）: 期限切れ、スコープ不足、ユーザー違い',
  },
  what: {
    en: 'Google refused the access token. The base64 line before the refusal says with which status: 401 for a token that does not count, 400 for one that is malformed.',
    ja: 'Google がアクセストークンを拒否しました。拒否の前の base64 の行に状態が入っています。401 はトークンが無効、400 は形式の誤りです。',
  },
  why: {
    en: 'The token is older than an hour, was issued without the scope https://mail.google.com/, was revoked, or belongs to another address than `user=`.',
    ja: 'トークンが 1 時間を過ぎている、スコープ https://mail.google.com/ なしで発行された、取り消された、または `user=` と別のアドレスのものである、のいずれかです。',
  },
  symptoms: [
    {
      on: 'complaint',
      where: { provider: 'google' },
      given: { 'sign-in.mechanism': ['xoauth2', 'oauthbearer'] },
      weight: 50,
    },
    {
      on: 'reply',
      where: { protocol: ['imap', 'unknown'], responseCode: 'AUTHENTICATIONFAILED' },
      says: ['invalid credentials failure'],
      weight: 66,
    },
    {
      on: 'reply',
      where: { protocol: ['imap', 'unknown'] },
      says: ['invalid credentials failure'],
      weight: 60,
    },
    { on: 'challenge', where: { status: '401' }, weight: 45 },
    {
      on: 'reply',
      where: { code: 535, enhanced: '5.7.8' },
      says: ['username and password not accepted'],
      weight: 40,
    },
  ],
  conditions: [
    {
      when: { 'sign-in.mechanism': ['xoauth2', 'oauthbearer'] },
      add: 15,
      because: { en: 'the client signed in with a token', ja: 'クライアントがトークンでサインインしている' },
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
      when: { provider: 'google' },
      add: 10,
      because: { en: 'the mailbox is with Google', ja: 'メールボックスの提供元が Google である' },
    },
    {
      when: { provider: ['microsoft', 'yahoo', 'other'] },
      add: -100,
      because: { en: 'the mailbox is not with Google', ja: 'メールボックスの提供元が Google ではない' },
    },
    {
      when: { 'token.state': 'expired' },
      add: 25,
      because: { en: 'the token has expired', ja: 'トークンの期限が切れている' },
    },
    {
      when: { 'user.matches': 'no' },
      add: 15,
      because: {
        en: 'the token belongs to somebody else than the mailbox',
        ja: 'トークンの持ち主とメールボックスが違う',
      },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in with Google again in the program.',
          ja: 'プログラムで Google にサインインし直してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Get a fresh token with the refresh token, check its `scope` at the tokeninfo endpoint, and send the address that signed in as `user=`. One scope serves IMAP, POP and SMTP.',
          ja: '更新トークンで新しいトークンを取得し、`scope` を tokeninfo で確認し、サインインしたアドレスを `user=` に指定します。IMAP、POP、SMTP はすべて同じスコープです。',
        },
      ],
      code: 'scope=https://mail.google.com/',
    },
  },
  certainty: 'documented',
  sources: ['Google, "OAuth 2.0 mechanism for IMAP, POP and SMTP"'],
  related: ['google-scope-missing', 'google-refresh-token-dead', 'google-password-refused'],
};
