import type { Cause } from '../../cause.ts';

export const signInInterrupted: Cause = {
  id: 'sign-in-interrupted',
  title: {
    en: 'AADSTS50140, AADSTS50125, AADSTS50135, AADSTS50199, AADSTS50127: the sign-in was interrupted by a routine page',
    ja: 'AADSTS50140・AADSTS50125・AADSTS50135・AADSTS50199・AADSTS50127: 通常の確認画面でサインインが中断された',
  },
  what: {
    en: 'The sign-in page had one more question ("Stay signed in?", a password reset, a confirmation), and nobody answered it.',
    ja: 'サインイン画面に追加の確認（「サインインの状態を維持しますか？」、パスワードのリセット、アプリの確認など）があり、応答がありませんでした。',
  },
  why: {
    en: 'This is no failure: the sign-in goes on when the page is answered.',
    ja: '障害ではなく、画面に応答すればサインインは続きます。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [50136, 50142, 50143, 50168, 51005, 51006] }, weight: 78 },

    { on: 'oauth-error', where: { numbers: [50125, 50127, 50135, 50140, 50199] }, weight: 90 },
    {
      on: 'oauth-error',
      says: [
        'interrupt ... keep me signed in',
        'are you trying to sign in to',
        'only continue if you downloaded',
      ],
      weight: 70,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in again and finish all pages.',
          ja: 'もう一度サインインし、すべての画面に応答してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Open the page in a real browser, not in a script that reads HTML.',
          ja: 'HTML を読むスクリプトではなく、実際のブラウザーで開いてください。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['sign-in-took-too-long'],
};
