import type { Cause } from '../../cause.ts';

export const browserSignInDisturbed: Cause = {
  id: 'browser-sign-in-disturbed',
  title: {
    en: '"interaction_in_progress", "popup_window_error", "hash_empty_error", "user_cancelled": MSAL could not finish its window',
    ja: '「interaction_in_progress」「popup_window_error」「hash_empty_error」「user_cancelled」: MSAL のサインイン画面が最後まで進まなかった',
  },
  what: {
    en: 'The library opened the sign-in page, or tried to, and never read an answer from it. Microsoft refused nothing.',
    ja: 'ライブラリがサインイン画面を開いた（開こうとした）ものの、応答を受け取れませんでした。Microsoft は何も拒否していません。',
  },
  why: {
    en: 'Another sign-in is still open; the browser blocks the window; a person closed it; or the page at the redirect URI starts the whole app, whose router takes the answer out of the address.',
    ja: '別のサインインが終わっていない、ブラウザーがウィンドウを遮った、人が閉じた、またはリダイレクト URI のページでアプリ全体が動き、ルーターが応答を URL から消しています。',
  },
  symptoms: [{ on: 'program-code', where: { program: 'other', code: 'BROWSER' }, weight: 88 }],
  remedies: {
    user: {
      steps: [
        {
          en: 'Allow pop-ups for the page, close all its tabs, open it once and finish the sign-in.',
          ja: 'ページのポップアップを許可し、タブをすべて閉じてから一つだけ開き、サインインを最後まで進めてください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Await `initialize()` and `handleRedirectPromise()` before anything else, and one sign-in before the next.',
          ja: '最初に `initialize()` と `handleRedirectPromise()` を待ち、サインインは一つずつ行います。',
        },
        {
          en: 'Open a pop-up in the handler of the click itself, or use the redirect.',
          ja: 'ポップアップはクリックのハンドラーの中で直接開くか、リダイレクトを使います。',
        },
        {
          en: 'Give pop-ups and silent requests a redirect URI of their own: an empty page without the app.',
          ja: 'ポップアップとサイレント要求には、アプリを読み込まない空のページを専用のリダイレクト URI にします。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft Authentication Library for JavaScript, "Errors"', 'public reports'],
  related: ['silent-sign-in-without-session', 'consent-declined'],
};
