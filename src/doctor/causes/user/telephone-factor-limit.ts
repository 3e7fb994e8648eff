import type { Cause } from '../../cause.ts';

export const telephoneFactorLimit: Cause = {
  id: 'telephone-factor-limit',
  title: {
    en: 'AADSTS50088: the limit of telephone calls or messages for the second factor is reached',
    ja: 'AADSTS50088: 多要素認証の電話または SMS の上限に達した',
  },
  what: {
    en: 'No more calls or messages are sent to this user for now.',
    ja: 'このユーザーへの電話や SMS は、しばらく送信されません。',
  },
  why: { en: 'There were too many in a short time.', ja: '短時間に多く送信されました。' },
  symptoms: [{ on: 'oauth-error', where: { numbers: 50088 }, weight: 92 }],
  remedies: {
    user: {
      steps: [
        {
          en: 'Wait, or use another method, such as the authenticator app.',
          ja: 'しばらく待つか、認証アプリなど別の方法を使ってください。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['mfa-required'],
};
