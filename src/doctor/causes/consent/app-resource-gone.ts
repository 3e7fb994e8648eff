import type { Cause } from '../../cause.ts';

export const appResourceGone: Cause = {
  id: 'app-resource-gone',
  title: {
    en: 'AADSTS650054, AADSTS650056: misconfigured application, or a resource that was removed',
    ja: 'AADSTS650054・AADSTS650056: アプリの構成の誤り、または削除されたリソース',
  },
  what: {
    en: 'The app asks for a resource that is no longer there, or lacks permissions or a consent for it.',
    ja: 'アプリが要求するリソースが削除されているか、アクセス許可または同意が不足しています。',
  },
  why: {
    en: "A resource of the registration was removed or renamed, or the administrator's consent is missing for one of them.",
    ja: '登録されているリソースが削除または変更されたか、いずれかに管理者の同意がありません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [650054, 650056] }, weight: 92 },
    { on: 'oauth-error', says: ['misconfigured application'], weight: 72 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'App registrations > the app > API permissions: remove what no longer exists and add what is used.',
          ja: '［アプリの登録］> アプリ >［API のアクセス許可］で、存在しないものを削除し、使うものを追加します。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Grant admin consent again: Enterprise applications > the app > Permissions.',
          ja: '［エンタープライズ アプリケーション］> アプリ >［アクセス許可］で、管理者の同意をもう一度与えます。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['app-resources-misconfigured', 'consent-missing'],
};
