import type { Cause } from '../../cause.ts';

export const singleTenantAppAtCommon: Cause = {
  id: 'single-tenant-app-at-common',
  title: {
    en: 'AADSTS50194: the application is not configured as a multi-tenant application (/common is not supported)',
    ja: 'AADSTS50194: アプリがマルチテナントとして構成されていない（/common は使えない）',
  },
  what: {
    en: 'An app for one tenant was used at /common.',
    ja: '1 つのテナント専用のアプリが /common で使われました。',
  },
  why: {
    en: 'Apps registered after October 2018 as single-tenant must be asked at the endpoint of their own tenant.',
    ja: '2018 年 10 月以降に登録されたシングルテナントのアプリは、自分のテナントのエンドポイントで使う必要があります。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'tenant-endpoint' }, weight: 66 },
    { on: 'told', where: { fact: 'app.audience', value: 'one-tenant' }, weight: 30 },
    { on: 'oauth-error', where: { numbers: 50194 }, weight: 95 },
    { on: 'oauth-error', says: ['is not configured as a multi-tenant application'], weight: 86 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: "Put the tenant's GUID or domain into the URL in place of common; or make the registration multi-tenant.",
          ja: 'URL の common をテナントの GUID またはドメインに置き換えるか、アプリの登録をマルチテナントにします。',
        },
      ],
      code: 'https://login.microsoftonline.com/<tenant GUID>/oauth2/v2.0/authorize',
    },
    administrator: {
      steps: [
        {
          en: 'App registrations > the app > Authentication > Supported account types.',
          ja: '［アプリの登録］> アプリ >［認証］>［サポートされているアカウントの種類］。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['app-not-for-common', 'app-not-in-tenant'],
};
