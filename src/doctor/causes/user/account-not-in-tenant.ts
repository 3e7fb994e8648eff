import type { Cause } from '../../cause.ts';

export const accountNotInTenant: Cause = {
  id: 'account-not-in-tenant',
  title: {
    en: 'AADSTS50020, AADSTS50034, AADSTS51004: the user account does not exist in this tenant (wrong account picked)',
    ja: 'AADSTS50020・AADSTS50034・AADSTS51004: アカウントがこのテナントに存在しない（別のアカウントを選んでいる）',
  },
  what: {
    en: 'The account that signed in is not known in the tenant of the sign-in.',
    ja: 'サインインしたアカウントは、このテナントに存在しません。',
  },
  why: {
    en: "The browser was signed in with another account, the address is misspelt, or the URL names another organization's tenant.",
    ja: 'ブラウザーが別のアカウントでサインイン済みだった、アドレスの書き間違い、URL が別の組織のテナントを指している、などです。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [16003, 90125, 90126, 500341] }, weight: 84 },

    { on: 'oauth-error', where: { numbers: [50034, 51004] }, weight: 84 },
    { on: 'oauth-error', where: { numbers: 50020 }, weight: 58 },
    {
      on: 'oauth-error',
      says: [
        'does not exist in tenant',
        'does not exist in the ... directory',
        'account must be added to the directory',
      ],
      weight: 64,
    },
  ],
  conditions: [
    {
      when: { 'account.type': 'personal' },
      add: -20,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
    {
      when: { 'account.type': 'work' },
      add: 12,
      because: { en: 'it is a work account', ja: '職場のアカウントである' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign out in the browser or use a private window, and choose the account that owns the mailbox.',
          ja: 'ブラウザーでサインアウトするか InPrivate ウィンドウを使い、メールボックスの所有者のアカウントを選んでください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Send prompt=select_account; do not combine it with login_hint.',
          ja: 'prompt=select_account を付けます。login_hint とは併用しないでください。',
        },
        {
          en: 'Use /organizations or /common where users of several tenants sign in.',
          ja: '複数のテナントのユーザーが使う場合は、/organizations または /common を使います。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['personal-account-at-work-endpoint', 'guest-not-ready', 'admin-consent-by-wrong-account'],
};
