import type { Cause } from '../../cause.ts';

export const passwordWrong: Cause = {
  id: 'password-wrong',
  title: {
    en: 'AADSTS50126, AADSTS50056: invalid username or password',
    ja: 'AADSTS50126・AADSTS50056: ユーザー名またはパスワードが正しくない',
  },
  what: {
    en: 'The name and password were not accepted, or the account has no password that could be.',
    ja: 'ユーザー名とパスワードが受け入れられないか、アカウントにパスワードがありません。',
  },
  why: {
    en: 'They are mistyped, or a program sends the password itself (password grant), which accounts of a federated domain, without password or with a second factor cannot use.',
    ja: '入力の誤りか、プログラムがパスワードを直接送っています（パスワードの grant）。フェデレーション ドメイン、パスワードなし、多要素認証のアカウントでは使えません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 50064 }, weight: 84 },

    { on: 'oauth-error', where: { numbers: [50126, 50056] }, weight: 92 },
    {
      on: 'oauth-error',
      says: ['validating credentials due to invalid username or password', 'invalid username or password'],
      weight: 80,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in at https://www.office.com in a browser to see whether the password is right.',
          ja: 'ブラウザーで https://www.office.com にサインインし、パスワードが正しいかを確かめてください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Do not collect passwords: use the authorization code or device code flow.',
          ja: 'パスワードを扱わず、認可コードまたはデバイスコードのフローを使います。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['password-flow-meets-second-factor', 'account-locked'],
};
