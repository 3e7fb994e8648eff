import type { Cause } from '../../cause.ts';

export const adminApprovalRequest: Cause = {
  id: 'admin-approval-request',
  title: {
    en: 'AADSTS90095: admin consent is required, and a request can be sent from the page',
    ja: 'AADSTS90095: 管理者の同意が必要（画面から承認を要求できる）',
  },
  what: {
    en: 'The tenant has an approval workflow: the user may send a request to the administrators.',
    ja: 'テナントでは承認ワークフローが有効で、ユーザーは管理者に承認を要求できます。',
  },
  why: {
    en: 'User consent is limited, and an administrator has switched on admin consent requests.',
    ja: 'ユーザーの同意が制限され、管理者の同意要求が有効になっています。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 90095 }, weight: 84 },
    {
      on: 'oauth-error',
      says: ["requires your admin's approval", 'approval required', 'request admin approval'],
      weight: 74,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Write a reason on the page and press "Request approval"; sign in again when it was approved.',
          ja: '画面に理由を入力して［承認の要求］を押し、承認されたらもう一度サインインしてください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Microsoft Entra admin center > Identity > Applications > Enterprise applications > Admin consent requests: review the request.',
          ja: 'Microsoft Entra 管理センターの［ID］>［アプリケーション］>［エンタープライズ アプリケーション］>［管理者の同意要求］で要求を確認します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['admin-approval-managed-policy', 'admin-approval-user-consent-off'],
};
