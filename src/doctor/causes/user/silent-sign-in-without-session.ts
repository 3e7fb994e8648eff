import type { Cause } from '../../cause.ts';

export const silentSignInWithoutSession: Cause = {
  id: 'silent-sign-in-without-session',
  title: {
    en: 'AADSTS50058 / login_required: a silent sign-in request was sent but no user is signed in',
    ja: 'AADSTS50058・login_required: サイレント サインインが要求されたが、サインイン中のユーザーがいない',
  },
  what: {
    en: 'prompt=none was asked, and there is no session in this browser.',
    ja: 'prompt=none が指定されましたが、このブラウザーにセッションがありません。',
  },
  why: {
    en: 'A silent request succeeds only with a session whose cookies the page may read; blocked third-party cookies end it too.',
    ja: '画面を出さない要求は、セッションの Cookie を読める場合にしか成功しません。サードパーティ Cookie のブロックも原因になります。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 50058 }, weight: 92 },
    { on: 'oauth-error', where: { error: 'login_required', server: ['microsoft', 'unknown'] }, weight: 78 },
    { on: 'oauth-error', says: ['silent sign-in request'], weight: 80 },
  ],
  remedies: {
    user: { steps: [{ en: 'Sign in.', ja: 'サインインしてください。' }] },
    developer: {
      steps: [
        {
          en: 'Send the user to /authorize without prompt=none.',
          ja: 'prompt=none を付けずに /authorize へ誘導します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
    'Microsoft identity platform, "OpenID Connect"',
  ],
  related: ['grant-needs-interaction'],
};
