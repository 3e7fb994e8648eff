import type { Cause } from '../../cause.ts';

export const identityProviderRefused: Cause = {
  id: 'identity-provider-refused',
  title: {
    en: 'AADSTS90123: the identity provider refused the sign-in',
    ja: 'AADSTS90123: ID プロバイダーがサインインを拒否した',
  },
  what: {
    en: 'The provider at which the account really signs in said no.',
    ja: '実際にサインインを行う ID プロバイダーが拒否しました。',
  },
  why: {
    en: 'The account belongs to another provider (federation), and that one decides.',
    ja: 'アカウントは別の ID プロバイダー（フェデレーション）に属し、そこで判断されています。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: {
        numbers: [
          20001, 20012, 20033, 40008, 50008, 75001, 81004, 81010, 81011, 81012, 90084, 90085, 90086, 90087,
          90089, 81005, 81006, 81007, 81009, 90081, 90082, 50180, 50169, 50170,
        ],
      },
      weight: 66,
    },
    { on: 'oauth-error', where: { numbers: 90123 }, weight: 90 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in again; if it stays so, ask the administrator of the account.',
          ja: 'もう一度サインインし、続く場合はアカウントの管理者に問い合わせてください。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['account-not-in-tenant'],
};
