import type { Cause } from '../../cause.ts';

export const nativeclientPageGone: Cause = {
  id: 'nativeclient-page-gone',
  title: {
    en: 'The nativeclient redirect ends at /common/wrongplace instead of a blank page',
    ja: 'nativeclient のリダイレクトが空白ページではなく /common/wrongplace になる',
  },
  what: {
    en: 'The sign-in passed, but the page that should come up blank shows an error.',
    ja: 'サインインは成功していますが、空白になるはずのページにエラーが表示されます。',
  },
  why: {
    en: 'Since January 2026 https://login.microsoftonline.com/common/oauth2/nativeclient goes on to /common/wrongplace. Programs that read the code out of the address of that page are stranded.',
    ja: '2026 年 1 月から https://login.microsoftonline.com/common/oauth2/nativeclient は /common/wrongplace に移るようになりました。そのページのアドレスからコードを読み取るプログラムは動かなくなります。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      says: [
        'wrongplace',
        'this is not the right page',
        'page * is not normally shown',
        'page is not normally shown',
      ],
      weight: 84,
    },
    {
      on: 'request',
      where: { redirectUri: 'https://login.microsoftonline.com/common/oauth2/nativeclient' },
      weight: 60,
    },
  ],
  remedies: {
    user: { steps: [{ en: 'Update the program.', ja: 'プログラムを更新してください。' }] },
    developer: {
      steps: [
        {
          en: 'Listen on http://localhost and use that as redirect URI.',
          ja: 'http://localhost で待ち受け、それをリダイレクト URI にします。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['desktop-redirect-registered-as-web'],
};
