import type { Cause } from '../../cause.ts';

export const appDisabled: Cause = {
  id: 'app-disabled',
  title: {
    en: 'AADSTS7000112: the application is disabled',
    ja: 'AADSTS7000112: アプリケーションが無効になっている',
  },
  what: {
    en: 'Sign-in to the app is switched off in this tenant.',
    ja: 'このテナントで、アプリへのサインインが無効になっています。',
  },
  why: {
    en: 'An administrator has disabled the enterprise application.',
    ja: '管理者がエンタープライズ アプリケーションを無効にしています。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 7000112 }, weight: 68 },
    { on: 'oauth-error', says: ['application ... is disabled'], weight: 60 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Ask your administrator whether the app was switched off on purpose.',
          ja: 'アプリが意図的に無効にされたのかどうか、管理者に確認してください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Microsoft Entra admin center > Identity > Applications > Enterprise applications > the app > Properties > "Enabled for users to sign-in?": Yes.',
          ja: 'Microsoft Entra 管理センターの［ID］>［アプリケーション］>［エンタープライズ アプリケーション］> アプリ >［プロパティ］で「ユーザーのサインインが有効になっていますか？」を［はい］にします。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['exchange-service-principal-disabled', 'app-blocked'],
};
