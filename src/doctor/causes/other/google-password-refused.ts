import type { Cause } from '../../cause.ts';

export const googlePasswordRefused: Cause = {
  id: 'google-password-refused',
  title: {
    en: 'Gmail "535-5.7.8 Username and Password not accepted": passwords do not count, use OAuth or an app password',
    ja: 'Gmail の「535-5.7.8 Username and Password not accepted」: 通常のパスワードは使えない。OAuth かアプリ パスワードを使う',
  },
  what: {
    en: 'Google refused the user name and password.',
    ja: 'Google がユーザー名とパスワードを拒否しました。',
  },
  why: {
    en: 'Google takes the password of an account no more from mail programs: only a token or, with 2-step verification on, an app password.',
    ja: 'Google はメールソフトからのアカウントのパスワードを受け付けません。トークン、または 2 段階認証を有効にした場合のアプリ パスワードが必要です。',
  },
  symptoms: [
    { on: 'complaint', where: { provider: 'google' }, weight: 40 },
    // The programs that know nothing but the old password stop with it.
    {
      on: 'told',
      where: { fact: 'timing', value: 'after-password-change' },
      given: { provider: 'google' },
      weight: 46,
    },
    // Google took passwords of accounts from devices until 2025.
    {
      on: 'told',
      where: { fact: 'runs.on', value: 'device' },
      given: { provider: 'google', timing: 'since-today' },
      weight: 46,
    },
    { on: 'reply', where: { enhanced: '5.7.8' }, says: ['username and password not accepted'], weight: 70 },
    { on: 'reply', says: ['username and password not accepted'], weight: 68 },
    { on: 'reply', says: ['log in via your web browser', 'web login required'], weight: 72 },
    {
      on: 'reply',
      where: { protocol: ['imap', 'unknown'] },
      says: ['invalid credentials failure'],
      weight: 48,
    },
  ],
  conditions: [
    {
      when: { 'sign-in.mechanism': ['login', 'plain', 'cram-md5', 'ntlm'] },
      add: 30,
      because: {
        en: 'the client signed in with a password',
        ja: 'クライアントがパスワードでサインインしている',
      },
    },
    {
      when: { 'sign-in.mechanism': ['xoauth2', 'oauthbearer'] },
      add: -40,
      because: { en: 'the client signed in with a token', ja: 'クライアントがトークンでサインインしている' },
    },
    {
      when: { provider: ['microsoft', 'yahoo', 'other'] },
      add: -100,
      because: { en: 'the mailbox is not with Google', ja: 'メールボックスの提供元が Google ではない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Choose "OAuth2" or "Sign in with Google" in the mail program; if it has none, make an app password at myaccount.google.com > Security > 2-Step Verification.',
          ja: 'メールソフトで「OAuth2」または「Google でログイン」を選んでください。ない場合は myaccount.google.com の［セキュリティ］>［2 段階認証プロセス］でアプリ パスワードを作成します。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Sign in by XOAUTH2 with the scope https://mail.google.com/.',
          ja: 'スコープ https://mail.google.com/ のトークンで XOAUTH2 を使います。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Google Workspace, "Gmail SMTP errors and codes"'],
  related: ['google-app-password-required', 'google-token-refused'],
};
