import type { Cause } from '../../cause.ts';

export const appOnlyForPersonalAccount: Cause = {
  id: 'app-only-for-personal-account',
  title: {
    en: 'Client credentials do not work for personal accounts (outlook.com, hotmail.com, live.com)',
    ja: 'client credentials は個人アカウント（outlook.com、hotmail.com、live.com）では使えない',
  },
  what: {
    en: 'An app tried to open a personal mailbox by itself.',
    ja: 'アプリが、個人のメールボックスを自分の権限で開こうとしています。',
  },
  why: {
    en: "App-only access is granted by an organization's administrator, and a personal account has none. The owner has to sign in once.",
    ja: 'アプリ専用のアクセスは組織の管理者が許可するもので、個人アカウントにはありません。所有者が一度サインインする必要があります。',
  },
  symptoms: [
    {
      on: 'told',
      where: { fact: 'token.actor', value: 'app' },
      given: { 'account.type': 'personal' },
      weight: 66,
    },
    {
      on: 'request',
      where: { grantType: 'client_credentials' },
      given: { 'account.type': 'personal' },
      weight: 92,
    },
    { on: 'told', where: { fact: 'flow', value: 'app' }, given: { 'account.type': 'personal' }, weight: 85 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Use the authorization code or device code flow with offline_access, and keep the refresh token.',
          ja: 'offline_access を付けた認可コードまたはデバイスコードのフローを使い、更新トークンを保存します。',
        },
      ],
      code: 'scope=https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth"',
    'Microsoft identity platform, "OAuth 2.0 client credentials flow"',
  ],
  related: ['app-only-needs-tenant'],
};
