import type { Cause } from '../../cause.ts';

export const grantOfAnotherTenant: Cause = {
  id: 'grant-of-another-tenant',
  title: {
    en: 'AADSTS7000012: the grant was obtained for a different tenant',
    ja: 'AADSTS7000012: 許可は別のテナントで得られたもの',
  },
  what: {
    en: 'The refresh token was sent to the /token endpoint of another tenant than the one that issued it.',
    ja: '更新トークンが、発行元とは別のテナントの /token に送られました。',
  },
  why: {
    en: 'The sign-in went to one tenant (or to /common) and the refresh to the GUID or domain of another.',
    ja: 'サインインはあるテナント（または /common）で行い、更新は別のテナントの GUID またはドメインに対して行っています。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 7000012 }, weight: 94 },
    { on: 'oauth-error', says: ['obtained for a different tenant'], weight: 86 },
  ],
  conditions: [
    {
      when: { 'tenant.segment': 'tenant' },
      add: 4,
      because: { en: 'the URL names a tenant', ja: 'URL にテナントが指定されている' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Send the refresh to the tenant of the first sign-in. The refresh token is not lost.',
          ja: '最初にサインインしたときと同じテナントに更新を要求します。更新トークンは失われていません。',
        },
      ],
      code: 'POST https://login.microsoftonline.com/<same tenant, common or organizations as at /authorize>/oauth2/v2.0/token',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['code-redeemed-at-another-tenant'],
};
