import type { Cause } from '../../cause.ts';

export const passwordExpired: Cause = {
  id: 'password-expired',
  title: {
    en: 'AADSTS50055, AADSTS50144: the password is expired',
    ja: 'AADSTS50055・AADSTS50144: パスワードの有効期限切れ',
  },
  what: { en: "The account's password has expired.", ja: 'アカウントのパスワードの有効期限が切れています。' },
  why: {
    en: 'The organization lets passwords end after a time; the old one signs nobody in.',
    ja: '組織の設定でパスワードに有効期限があり、古いパスワードではサインインできません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [50055, 50144] }, weight: 94 },
    {
      on: 'oauth-error',
      where: { suberror: 'user_password_expired', server: ['microsoft', 'unknown'] },
      weight: 85,
    },
    { on: 'oauth-error', says: ['password is expired', 'password has expired'], weight: 78 },
    { on: 'told', where: { fact: 'noticed', value: 'password-must-change' }, weight: 80 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Set a new password in the browser, then connect the program again.',
          ja: 'ブラウザーで新しいパスワードを設定し、プログラムを接続し直してください。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
    'Microsoft Authentication Library (source)',
  ],
  related: ['password-wrong', 'grant-revoked'],
};
