import type { Cause } from '../../cause.ts';

export const googleBlockedByAdministrator: Cause = {
  id: 'google-blocked-by-administrator',
  title: {
    en: 'Google "admin_policy_enforced": the organization\'s administrator does not trust the app',
    ja: 'Google の「admin_policy_enforced」: 組織の管理者がアプリを許可していない',
  },
  what: {
    en: "The organization's policy bars this app from the scopes it asks for.",
    ja: '組織のポリシーが、このアプリの要求するスコープを禁止しています。',
  },
  why: {
    en: 'Google Workspace lets administrators name the apps that may reach Gmail.',
    ja: 'Google Workspace では、Gmail にアクセスできるアプリを管理者が指定できます。',
  },
  symptoms: [
    { on: 'oauth-error', where: { error: 'admin_policy_enforced' }, weight: 95 },
    { on: 'oauth-error', says: ['admin_policy_enforced'], weight: 92 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Ask your administrator to trust the app.',
          ja: '管理者に、アプリを信頼済みにするよう依頼してください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Google Admin console > Security > Access and data control > API controls > App access control: add the client id as trusted.',
          ja: 'Google 管理コンソール >［セキュリティ］>［アクセスとデータ管理］>［API の制御］>［アプリのアクセス制御］で、クライアント ID を信頼済みとして追加します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Google Identity, "Authorization errors"'],
  related: ['google-app-not-verified', 'google-delegation-not-authorized'],
};
