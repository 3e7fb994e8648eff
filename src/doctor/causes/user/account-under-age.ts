import type { Cause } from '../../cause.ts';

export const accountUnderAge: Cause = {
  id: 'account-under-age',
  title: {
    en: 'AADSTS54000: the user is under the legal age',
    ja: 'AADSTS54000: ユーザーが法定年齢に達していない',
  },
  what: {
    en: 'The account is one of a minor, for whom this app is not allowed.',
    ja: '未成年のアカウントで、このアプリの使用は許可されていません。',
  },
  why: {
    en: "The law of the user's country demands the consent of a parent or of the organization.",
    ja: 'ユーザーの国の法律により、保護者または組織の同意が必要です。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 50015 }, weight: 86 },
    { on: 'oauth-error', where: { numbers: 54000 }, weight: 94 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Ask a parent, or the administrator of your school.',
          ja: '保護者または学校の管理者に相談してください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Look at the age group of the user in Microsoft Entra admin center > Identity > Users.',
          ja: 'Microsoft Entra 管理センターの［ID］>［ユーザー］で、ユーザーの年齢グループを確認してください。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
};
