import type { Cause } from '../../cause.ts';

export const passwordFlowMeetsSecondFactor: Cause = {
  id: 'password-flow-meets-second-factor',
  title: {
    en: 'AADSTS50076, AADSTS50079 with grant_type=password: the password flow cannot answer a second factor',
    ja: 'AADSTS50076・AADSTS50079（grant_type=password）: パスワードのフローでは多要素認証に応答できない',
  },
  what: {
    en: "A program signed in with the user's password, and the account demands more than that.",
    ja: 'プログラムがユーザーのパスワードでサインインしましたが、追加の認証が必要です。',
  },
  why: {
    en: 'The password grant has no page on which a second factor or a consent could be given.',
    ja: 'パスワードの grant には、多要素認証や同意のための画面がありません。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: { numbers: [50072, 50074, 50076, 50078, 50079, 50158] },
      given: { flow: 'password' },
      weight: 95,
    },
    { on: 'request', where: { grantType: 'password' }, weight: 35 },
    {
      on: 'told',
      where: { fact: 'noticed', value: 'second-factor' },
      given: { flow: 'password' },
      weight: 68,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Use the authorization code flow; without a browser the device code flow; without a user client credentials.',
          ja: '認可コードのフローを使います。ブラウザーがなければデバイスコード、ユーザーがいなければ client credentials を使います。',
        },
      ],
    },
  },
  certainty: 'inferred',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['mfa-required', 'password-wrong'],
};
