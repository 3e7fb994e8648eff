import type { Cause } from '../../cause.ts';

export const deviceNotRegistered: Cause = {
  id: 'device-not-registered',
  title: {
    en: 'AADSTS50097, AADSTS50129, AADSTS50155: device authentication is required',
    ja: 'AADSTS50097・AADSTS50129・AADSTS50155: デバイス認証が必要',
  },
  what: {
    en: 'A policy wants the device itself to be registered and to prove it.',
    ja: 'ポリシーにより、登録済みのデバイスであることの証明が求められています。',
  },
  why: {
    en: 'A program on a server has no registered device to show. A registered device may also have been deleted.',
    ja: 'サーバー上のプログラムには、示せる登録済みデバイスがありません。登録済みデバイスが削除された場合にも起こります。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: {
        numbers: [
          17003, 50099, 50178, 130004, 130005, 130006, 130007, 130008, 135010, 135011, 140000, 140001,
        ],
      },
      weight: 78,
    },

    { on: 'oauth-error', where: { numbers: [50097, 50129, 50155, 50187, 700003] }, weight: 91 },
    {
      on: 'oauth-error',
      where: { suberror: 'additional_action', server: ['microsoft', 'unknown'] },
      weight: 60,
    },
    {
      on: 'oauth-error',
      says: ['device authentication is required', 'device is not workplace joined'],
      weight: 74,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in on a device that is registered with the organization.',
          ja: '組織に登録された端末でサインインしてください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Exempt the app or the account from the device requirement: Microsoft Entra admin center > Protection > Conditional Access > Policies.',
          ja: 'アプリまたはアカウントをデバイス要件の対象外にします（Microsoft Entra 管理センターの［保護］>［条件付きアクセス］>［ポリシー］）。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['device-not-compliant'],
};
