import type { Cause } from '../../cause.ts';

export const appMayNotActForOthers: Cause = {
  id: 'app-may-not-act-for-others',
  title: {
    en: 'AADSTS7000114: the application is not allowed to make application on-behalf-of calls',
    ja: 'AADSTS7000114: アプリは On-Behalf-Of の呼び出しを許可されていない',
  },
  what: {
    en: 'The app asked for a token on behalf of another, which it may not.',
    ja: 'アプリが On-Behalf-Of（代理）のトークンを要求しましたが、許可されていません。',
  },
  why: {
    en: 'The on-behalf-of grant was used by an app that is not made for it. Mail needs an authorization code or, for the app itself, client credentials.',
    ja: 'On-Behalf-Of を使えないアプリが要求しています。メールには認可コード、またはアプリ自身の client credentials を使います。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 7000113 }, weight: 84 },
    { on: 'oauth-error', where: { numbers: 7000114 }, weight: 92 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Use authorization_code for a user, client_credentials for the app itself.',
          ja: 'ユーザーには authorization_code、アプリ自身には client_credentials を使います。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['grant-type-not-supported'],
};
