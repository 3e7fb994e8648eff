import type { Cause } from '../../cause.ts';

export const yahooTokenRefused: Cause = {
  id: 'yahoo-token-refused',
  title: {
    en: 'Yahoo or AOL "NO [AUTHENTICATIONFAILED] AUTHENTICATE Invalid credentials"',
    ja: 'Yahoo・AOL の「NO [AUTHENTICATIONFAILED] AUTHENTICATE Invalid credentials」',
  },
  what: {
    en: 'Yahoo refused the token or the password.',
    ja: 'Yahoo がトークンまたはパスワードを拒否しました。',
  },
  why: {
    en: 'The token has expired or lacks the scope mail-w; or an ordinary password was sent, where Yahoo takes app passwords only.',
    ja: 'トークンの期限切れ、スコープ mail-w の不足、または（アプリ パスワードではなく）通常のパスワードの使用が原因です。',
  },
  symptoms: [
    { on: 'complaint', where: { provider: 'yahoo' }, weight: 40 },
    {
      on: 'reply',
      where: { responseCode: 'AUTHENTICATIONFAILED' },
      says: ['authenticate invalid credentials', 'login invalid credentials'],
      weight: 80,
    },
    { on: 'reply', where: { protocol: ['smtp', 'unknown'] }, says: ['auth005', 'auth006'], weight: 75 },
  ],
  conditions: [
    {
      when: { provider: 'yahoo' },
      add: 15,
      because: { en: 'the mailbox is with Yahoo', ja: 'メールボックスの提供元が Yahoo である' },
    },
    {
      when: { provider: ['microsoft', 'google', 'other'] },
      add: -100,
      because: { en: 'the mailbox is not with Yahoo', ja: 'メールボックスの提供元が Yahoo ではない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in with Yahoo again in the program, or make an app password at login.yahoo.com > Account security.',
          ja: 'プログラムで Yahoo にサインインし直すか、login.yahoo.com の［アカウントセキュリティ］でアプリ パスワードを作成してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Renew the token with the refresh token; the scope for mail is mail-w.',
          ja: '更新トークンでトークンを更新します。メールのスコープは mail-w です。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['yahoo-mail-scope-not-granted'],
};
