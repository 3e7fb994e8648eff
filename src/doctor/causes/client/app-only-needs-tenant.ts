import type { Cause } from '../../cause.ts';

export const appOnlyNeedsTenant: Cause = {
  id: 'app-only-needs-tenant',
  title: {
    en: "AADSTS9001023: the grant type isn't supported over the /common or /consumers endpoints",
    ja: 'AADSTS9001023: この grant_type は /common や /consumers では使えない',
  },
  what: {
    en: 'Client credentials (or the password grant) were sent to /common or /consumers.',
    ja: 'client credentials（またはパスワードの grant）が /common または /consumers に送られました。',
  },
  why: {
    en: 'An app that acts for itself acts in one tenant, which the URL must name. It does not exist for personal accounts.',
    ja: 'アプリ自身の要求は特定のテナントで行われるため、URL での指定が必要です。個人アカウントでは使えません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 9001023 }, weight: 95 },
    {
      on: 'oauth-error',
      says: ['grant type is not supported over the /common', "grant type isn't supported over"],
      weight: 84,
    },
    {
      on: 'request',
      where: {
        endpoint: 'token',
        grantType: ['client_credentials', 'password'],
        tenant: ['common', 'consumers', 'organizations'],
      },
      weight: 82,
    },
    {
      on: 'told',
      where: { fact: 'flow', value: 'app' },
      given: { 'tenant.segment': ['common', 'consumers', 'organizations'] },
      weight: 70,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: "Put the tenant's GUID or a domain of it into the URL.",
          ja: 'URL にテナントの GUID またはドメインを入れます。',
        },
      ],
      code: 'POST https://login.microsoftonline.com/<tenant GUID>/oauth2/v2.0/token',
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft identity platform, "OAuth 2.0 client credentials flow"',
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
  ],
  related: ['app-only-needs-default', 'app-only-for-personal-account'],
};
