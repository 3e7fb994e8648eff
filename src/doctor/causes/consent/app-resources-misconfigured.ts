import type { Cause } from '../../cause.ts';

export const appResourcesMisconfigured: Cause = {
  id: 'app-resources-misconfigured',
  title: {
    en: 'AADSTS65005, AADSTS650057: the app asks for a resource that its registration does not list',
    ja: 'AADSTS65005・AADSTS650057: アプリの登録にないリソースを要求している',
  },
  what: {
    en: "The resource that is asked for is not in the app's list of required permissions, or the list is damaged.",
    ja: '要求したリソースがアプリの「必要なアクセス許可」の一覧にないか、一覧が正しくありません。',
  },
  why: {
    en: 'The registration names the resources and permissions of the app. A request beyond it is refused in some flows.',
    ja: 'アプリの登録には使用するリソースとアクセス許可が記載されます。フローによっては、それを超える要求は拒否されます。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 1003031 }, weight: 90 },

    { on: 'oauth-error', where: { numbers: [65005, 650057] }, weight: 92 },
    {
      on: 'oauth-error',
      says: ["not listed in the requested permissions in the client's application registration"],
      weight: 72,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'App registrations > the app > API permissions: add the permissions that you ask for, and take away entries that no longer exist.',
          ja: '［アプリの登録］> アプリ >［API のアクセス許可］で、要求するアクセス許可を追加し、存在しない項目を削除します。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Consent again after the registration was corrected.',
          ja: '登録を修正した後、もう一度同意します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['permission-ids-wrong', 'app-resource-gone'],
};
