import type { Cause } from '../../cause.ts';

export const microsoftClientIdBorrowed: Cause = {
  id: 'microsoft-client-id-borrowed',
  title: {
    en: 'AADSTS65002: consent between first party application and resource must be configured via preauthorization',
    ja: 'AADSTS65002: Microsoft 自身のアプリのクライアント ID を借りている（事前承認がない）',
  },
  what: {
    en: "The request uses the client id of one of Microsoft's own apps, which is not authorized for this resource.",
    ja: 'Microsoft 自身のアプリのクライアント ID を使っていますが、このリソースへの事前承認がありません。',
  },
  why: {
    en: 'Client ids of Outlook, Office or PowerShell work only with what Microsoft has allowed for them; nobody can consent to more.',
    ja: 'Outlook、Office、PowerShell などのクライアント ID は、Microsoft が許可した組み合わせでしか使えず、利用者が同意を追加することもできません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 65002 }, weight: 94 },
    { on: 'oauth-error', says: ['first party application', 'preauthorization'], weight: 78 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Register an app of your own and use its client id: Microsoft Entra admin center > Identity > Applications > App registrations > New registration.',
          ja: '自分のアプリを登録し、そのクライアント ID を使います（Microsoft Entra 管理センターの［ID］>［アプリケーション］>［アプリの登録］>［新規登録］）。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['app-not-found-client-id'],
};
