import type { Cause } from '../../cause.ts';

export const appNotInTenant: Cause = {
  id: 'app-not-in-tenant',
  title: {
    en: 'AADSTS700016: the app has not been installed or consented to in this tenant (wrong tenant, or single-tenant app)',
    ja: 'AADSTS700016: このテナントにアプリがない（テナントの誤り、またはシングルテナントのアプリ）',
  },
  what: {
    en: 'The client id is right, but the tenant in the URL does not have this app.',
    ja: 'クライアント ID は正しくても、URL のテナントにこのアプリがありません。',
  },
  why: {
    en: "The request went to another tenant than the app's own, and nobody there has consented; or the app is made for one tenant only.",
    ja: 'アプリの登録元とは別のテナントに要求しており、そこでは誰も同意していません。または、アプリが 1 つのテナント専用です。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 7000229 }, weight: 92 },
    { on: 'graph-error', where: { code: 'Authorization_IdentityNotFound' }, weight: 88 },

    { on: 'oauth-error', where: { numbers: [700016, 700011, 70001] }, weight: 58 },
    {
      on: 'oauth-error',
      says: ['application with identifier ... was not found in the directory'],
      weight: 54,
    },
  ],
  conditions: [
    {
      when: { 'app.in-tenant': 'no' },
      add: 35,
      because: { en: 'the app is not in the tenant', ja: 'アプリはテナントにない' },
    },
    {
      when: { 'app.in-tenant': 'yes' },
      add: -60,
      because: { en: 'the app is in the tenant', ja: 'アプリはテナントにある' },
    },
    {
      when: { 'tenant.segment': 'tenant' },
      add: 12,
      because: { en: 'the URL names a tenant', ja: 'URL にテナントが指定されている' },
    },
    {
      when: { 'tenant.segment': ['common', 'consumers'] },
      add: -12,
      because: { en: 'no tenant of its own was named', ja: '特定のテナントは指定されていない' },
    },
    {
      when: { 'account.type': 'work' },
      add: 6,
      because: { en: 'it is a work or school account', ja: '職場または学校のアカウントである' },
    },
    {
      when: { 'app.audience': 'one-tenant' },
      add: 15,
      because: { en: 'the app is for one tenant only', ja: 'アプリは 1 つのテナント専用である' },
    },
    {
      when: { flow: 'app' },
      add: 15,
      because: {
        en: 'the app asks for itself, which nobody can consent to on the way',
        ja: 'アプリ自身の要求であり、途中で同意する画面がない',
      },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Send the request to the tenant of the user; let the app be multi-tenant if users of other tenants shall sign in.',
          ja: 'ユーザーのテナントに要求します。ほかのテナントのユーザーも使うなら、アプリをマルチテナントにします。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Bring the app into the tenant by the admin consent link.',
          ja: '管理者の同意のリンクで、アプリをテナントに追加します。',
        },
      ],
      code: 'https://login.microsoftonline.com/<tenant>/adminconsent?client_id=<client id>&redirect_uri=<redirect URI>',
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['app-not-found-client-id', 'app-of-another-cloud', 'single-tenant-app-at-common'],
};
