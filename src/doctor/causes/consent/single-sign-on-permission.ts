import type { Cause } from '../../cause.ts';

export const singleSignOnPermission: Cause = {
  id: 'single-sign-on-permission',
  title: {
    en: 'AADSTS9002341: the user is required to permit single sign-on',
    ja: 'AADSTS9002341: ユーザーがシングル サインオンを許可する必要がある',
  },
  what: {
    en: 'The user has to agree once to single sign-on for this app.',
    ja: 'ユーザーが、このアプリへのシングル サインオンを一度許可する必要があります。',
  },
  why: {
    en: 'It can be asked for only on a page, not by a silent request.',
    ja: '確認は画面でしか行えず、画面のない要求ではできません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 9002341 }, weight: 92 },
    { on: 'oauth-error', says: ['permit single sign-on', 'permit SSO'], weight: 74 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in again in the browser and agree.',
          ja: 'ブラウザーでもう一度サインインし、許可してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Send the user to /authorize with the same scopes.',
          ja: '同じスコープで /authorize へ誘導します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['grant-needs-interaction'],
};
