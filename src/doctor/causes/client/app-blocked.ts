import type { Cause } from '../../cause.ts';

export const appBlocked: Cause = {
  id: 'app-blocked',
  title: {
    en: 'AADSTS1000031: the application is blocked',
    ja: 'AADSTS1000031: アプリケーションがブロックされている',
  },
  what: { en: 'The app cannot be used at present.', ja: 'アプリは現在使用できません。' },
  why: {
    en: 'It was blocked by Microsoft or by the administrator.',
    ja: 'Microsoft または管理者によってブロックされています。',
  },
  symptoms: [{ on: 'oauth-error', where: { numbers: 1000031 }, weight: 92 }],
  remedies: {
    user: { steps: [{ en: 'Ask your administrator.', ja: '管理者に問い合わせてください。' }] },
    administrator: {
      steps: [
        {
          en: 'Look at the app under Enterprise applications; where it is not disabled there, open a support case with Microsoft.',
          ja: '［エンタープライズ アプリケーション］でアプリを確認し、無効にされていなければ Microsoft のサポートに問い合わせてください。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['app-disabled'],
};
