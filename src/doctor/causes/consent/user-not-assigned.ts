import type { Cause } from '../../cause.ts';

export const userNotAssigned: Cause = {
  id: 'user-not-assigned',
  title: {
    en: 'AADSTS50105: the signed-in user is not assigned to a role for the application',
    ja: 'AADSTS50105: サインインしたユーザーがアプリに割り当てられていない',
  },
  what: {
    en: 'The app is limited to assigned users, and this user is not among them.',
    ja: 'アプリは割り当てられたユーザーに限定されており、このユーザーは含まれていません。',
  },
  why: {
    en: '"Assignment required" is set on the enterprise application.',
    ja: 'エンタープライズ アプリケーションで「割り当てが必要ですか？」が有効になっています。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 501051 }, weight: 82 },

    { on: 'oauth-error', where: { numbers: 50105 }, weight: 94 },
    {
      on: 'oauth-error',
      says: ['is not assigned to a role for the application', "isn't assigned to a role for the app"],
      weight: 84,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Ask an administrator to assign you to the app, then sign in again.',
          ja: '管理者にアプリへの割り当てを依頼し、その後もう一度サインインしてください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Microsoft Entra admin center > Identity > Applications > Enterprise applications > the app > Users and groups > Add user/group; or Properties > Assignment required: No.',
          ja: 'Microsoft Entra 管理センターの［ID］>［アプリケーション］>［エンタープライズ アプリケーション］> アプリ >［ユーザーとグループ］>［ユーザーまたはグループの追加］。または［プロパティ］で「割り当てが必要ですか？」を［いいえ］にします。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['admin-approval-user-consent-off'],
};
