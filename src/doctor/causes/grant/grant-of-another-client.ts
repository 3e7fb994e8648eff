import type { Cause } from '../../cause.ts';

export const grantOfAnotherClient: Cause = {
  id: 'grant-of-another-client',
  title: {
    en: 'AADSTS700007: the grant was issued for a different client id',
    ja: 'AADSTS700007: 許可は別のクライアント ID に発行されたもの',
  },
  what: {
    en: 'The code or refresh token was issued to another app than the one that sends it.',
    ja: '認可コードまたは更新トークンが、送信しているアプリとは別のアプリに発行されたものです。',
  },
  why: {
    en: 'A refresh token belongs to one user and one client id. The client id was changed, or tokens of another program were taken over.',
    ja: '更新トークンは 1 人のユーザーと 1 つのクライアント ID に結び付いています。クライアント ID を変更したか、別のプログラムのトークンを流用しています。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 700007 }, weight: 92 },
    { on: 'oauth-error', where: { numbers: 70000 }, says: ['different client'], weight: 94 },
    {
      on: 'oauth-error',
      where: { suberror: 'client_mismatch', server: ['microsoft', 'unknown'] },
      weight: 80,
    },
    {
      on: 'oauth-error',
      says: ['issued for a different client id', 'issued to a different client'],
      weight: 84,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in again with the program that you use now.',
          ja: '現在使っているプログラムで、もう一度サインインしてください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Keep the client id with each grant, and refresh with that one. After a change of the registration every user has to sign in again.',
          ja: '許可ごとにクライアント ID を保存し、同じ ID で更新します。アプリの登録を変えたら、全ユーザーの再サインインが必要です。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Microsoft identity platform, "Refresh tokens"', 'public reports'],
  related: ['grant-of-another-tenant', 'grant-not-valid'],
};
