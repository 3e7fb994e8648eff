import type { Cause } from '../../cause.ts';

export const yahooMailScopeNotGranted: Cause = {
  id: 'yahoo-mail-scope-not-granted',
  title: {
    en: 'Yahoo "invalid_scope": Yahoo gives the mail scope to no app that registers now',
    ja: 'Yahoo の「invalid_scope」: 新規登録のアプリにはメールのスコープが与えられない',
  },
  what: {
    en: 'Yahoo refused the scope mail-r or mail-w.',
    ja: 'Yahoo がスコープ mail-r または mail-w を拒否しました。',
  },
  why: {
    en: 'Registrations with access to mail are not accepted from everybody; apps that have it got it earlier or by agreement.',
    ja: 'メールへのアクセスを含む登録は誰にでも認められるわけではなく、以前から、または契約により許可されたアプリだけが使えます。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: { server: 'yahoo', error: ['invalid_scope', 'access_denied', 'unauthorized_client'] },
      weight: 80,
    },
  ],
  conditions: [
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
          en: 'Use an app password in the mail program.',
          ja: 'メールソフトではアプリ パスワードを使ってください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Apply to Yahoo for access to mail, or let people use app passwords.',
          ja: 'Yahoo にメールへのアクセスを申請するか、アプリ パスワードを使ってもらいます。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['yahoo-token-refused'],
};
