import type { Cause } from '../../cause.ts';

export const mfaNotEnrolled: Cause = {
  id: 'mfa-not-enrolled',
  title: {
    en: 'AADSTS50079, AADSTS50072: the user must enrol in multi-factor authentication',
    ja: 'AADSTS50079・AADSTS50072: ユーザーは多要素認証の登録が必要',
  },
  what: {
    en: 'The account has to register a second factor first.',
    ja: 'アカウントに多要素認証の方法を登録する必要があります。',
  },
  why: {
    en: 'An administrator made it compulsory, or the user signed in from a new place.',
    ja: '管理者が必須にしたか、新しい場所からサインインしています。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 50203 }, weight: 80 },

    { on: 'oauth-error', where: { numbers: [50072, 50079] }, weight: 82 },
    {
      on: 'oauth-error',
      says: ['must enroll in multi-factor authentication', 'must enroll in multifactor'],
      weight: 78,
    },
  ],
  conditions: [
    {
      when: { 'other-resource': 'works' },
      add: -15,
      because: {
        en: 'another resource works with the same refresh token',
        ja: '同じ更新トークンで別のリソースは使える',
      },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in in a browser and register a second factor, then connect the program again.',
          ja: 'ブラウザーでサインインして多要素認証を登録し、プログラムを接続し直してください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'See who has registered: Microsoft Entra admin center > Protection > Authentication methods > User registration details.',
          ja: '登録状況は、Microsoft Entra 管理センターの［保護］>［認証方法］>［ユーザー登録の詳細］で確認できます。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['mfa-required', 'mfa-enrolment-blocked'],
};
