import type { Cause } from '../../cause.ts';

export const deviceCodeDeclined: Cause = {
  id: 'device-code-declined',
  title: {
    en: 'authorization_declined: the user declined the device code sign-in',
    ja: 'authorization_declined: ユーザーがデバイスコードのサインインを拒否した',
  },
  what: {
    en: 'The user pressed Cancel, or did not agree.',
    ja: 'ユーザーが［キャンセル］を押したか、同意しませんでした。',
  },
  why: { en: 'Nothing was granted.', ja: '何も許可されていません。' },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 70037 }, weight: 70 },

    {
      on: 'oauth-error',
      where: { error: 'authorization_declined', server: ['microsoft', 'unknown'] },
      weight: 94,
    },
  ],
  remedies: {
    user: {
      steps: [
        { en: 'Start again if it was by mistake.', ja: '誤って操作した場合は、最初からやり直してください。' },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Stop asking, and offer a new sign-in.',
          ja: '問い合わせを止め、新しいサインインを用意します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft identity platform, "OAuth 2.0 device authorization grant"'],
  related: ['consent-declined'],
};
