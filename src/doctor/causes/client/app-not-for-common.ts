import type { Cause } from '../../cause.ts';

export const appNotForCommon: Cause = {
  id: 'app-not-for-common',
  title: {
    en: 'AADSTS90130, AADSTS90124: the app or resource is not supported over the /common or /consumers endpoints',
    ja: 'AADSTS90130・AADSTS90124: アプリまたはリソースは /common や /consumers で使えない',
  },
  what: {
    en: 'The app (or the resource it asks for) serves work and school accounts only.',
    ja: 'アプリ（または要求するリソース）は、職場または学校のアカウント専用です。',
  },
  why: {
    en: '/common and /consumers let personal accounts in, which this app does not take; old registrations behave so too.',
    ja: '/common と /consumers は個人アカウントも受け入れますが、このアプリは対応していません。古い登録でも起こります。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [90130, 90124] }, weight: 93 },
    {
      on: 'oauth-error',
      says: ['is not supported over the /common or /consumers', 'not supported over the /common'],
      weight: 80,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: "Use /organizations or the tenant's own GUID in the URL.",
          ja: 'URL では /organizations またはテナントの GUID を使います。',
        },
      ],
      code: 'https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['single-tenant-app-at-common', 'app-for-work-accounts-only'],
};
