import type { Cause } from '../../cause.ts';

export const deviceCodePending: Cause = {
  id: 'device-code-pending',
  title: {
    en: 'AADSTS70016 / authorization_pending: the device code is waiting for the user (not an error)',
    ja: 'AADSTS70016・authorization_pending: ユーザーの操作を待っている（エラーではない）',
  },
  what: {
    en: 'Nobody has entered the code yet, or the sign-in there is not finished.',
    ja: 'コードがまだ入力されていないか、サインインが完了していません。',
  },
  why: {
    en: 'With a device code the program asks again and again; this is the answer until the user is done.',
    ja: 'デバイスコードではプログラムが繰り返し問い合わせ、ユーザーが完了するまでこの応答が返ります。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 70016 }, weight: 92 },
    {
      on: 'oauth-error',
      where: { error: 'authorization_pending', server: ['microsoft', 'unknown'] },
      weight: 92,
    },
    { on: 'oauth-error', where: { error: 'slow_down', server: ['microsoft', 'unknown'] }, weight: 80 },
    { on: 'oauth-error', says: ['authorization is pending'], weight: 80 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Open the page that was shown, enter the code, and finish the sign-in.',
          ja: '表示されたページを開いてコードを入力し、サインインを完了してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Wait `interval` seconds and ask again; after slow_down wait five seconds longer. Stop when expires_in is over.',
          ja: '`interval` 秒待って再度問い合わせます。slow_down の後は 5 秒長く待ちます。expires_in が過ぎたら終了します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft identity platform, "OAuth 2.0 device authorization grant"', 'RFC 8628'],
  related: ['device-code-expired'],
};
