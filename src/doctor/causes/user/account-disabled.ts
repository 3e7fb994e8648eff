import type { Cause } from '../../cause.ts';

export const accountDisabled: Cause = {
  id: 'account-disabled',
  title: {
    en: 'AADSTS50057: the user account is disabled',
    ja: 'AADSTS50057: ユーザー アカウントが無効になっている',
  },
  what: { en: 'The account may not sign in.', ja: 'このアカウントはサインインできません。' },
  why: {
    en: 'An administrator has disabled it, or it is a shared mailbox, whose own account is disabled by design.',
    ja: '管理者が無効にしたか、共有メールボックスです（共有メールボックス自身のアカウントは既定で無効です）。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 500571 }, weight: 92 },

    { on: 'oauth-error', where: { numbers: 50057 }, weight: 94 },
    { on: 'oauth-error', says: ['user account is disabled', 'account is disabled'], weight: 84 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Ask your administrator. A shared mailbox is opened with your own account.',
          ja: '管理者に問い合わせてください。共有メールボックスは自分のアカウントで開きます。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Microsoft Entra admin center > Identity > Users > All users > the user > Account status.',
          ja: 'Microsoft Entra 管理センターの［ID］>［ユーザー］>［すべてのユーザー］> ユーザー >［アカウントの状態］で確認します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['grant-revoked'],
};
