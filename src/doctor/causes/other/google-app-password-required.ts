import type { Cause } from '../../cause.ts';

export const googleAppPasswordRequired: Cause = {
  id: 'google-app-password-required',
  title: {
    en: 'Gmail "534 5.7.9 Application-specific password required": the ordinary password does not count',
    ja: 'Gmail の「534 5.7.9 Application-specific password required」: アプリ パスワードが必要',
  },
  what: {
    en: 'The account has 2-step verification, and a mail program tried its ordinary password.',
    ja: '2 段階認証のアカウントに、メールソフトが通常のパスワードでサインインしようとしました。',
  },
  why: {
    en: 'Where OAuth is not used, Google takes app passwords only.',
    ja: 'OAuth を使わない場合、Google はアプリ パスワードだけを受け付けます。',
  },
  symptoms: [
    { on: 'complaint', where: { provider: 'google' }, weight: 30 },
    { on: 'reply', where: { code: [534, 0], enhanced: '5.7.9' }, weight: 80 },
    { on: 'reply', says: ['application specific password required'], weight: 95 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Use "Sign in with Google" in the program, or an app password from myaccount.google.com > Security.',
          ja: 'プログラムの「Google でログイン」を使うか、myaccount.google.com の［セキュリティ］でアプリ パスワードを作成してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Offer OAuth: app passwords can be forbidden by an administrator.',
          ja: 'OAuth に対応してください。アプリ パスワードは管理者が禁止できます。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Google Workspace, "Gmail SMTP errors and codes"'],
  related: ['google-password-refused'],
};
