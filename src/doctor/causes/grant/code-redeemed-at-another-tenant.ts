import type { Cause } from '../../cause.ts';

export const codeRedeemedAtAnotherTenant: Cause = {
  id: 'code-redeemed-at-another-tenant',
  title: {
    en: 'AADSTS700005: the authorization code must be redeemed against the tenant it was acquired for',
    ja: 'AADSTS700005: 認可コードは発行されたテナントで引き換える必要がある',
  },
  what: {
    en: "The code was sent to another tenant's /token than the /authorize that issued it.",
    ja: '認可コードが、発行元の /authorize とは別のテナントの /token に送られました。',
  },
  why: {
    en: 'Both legs must name the same tenant: /common with /common, a GUID with that GUID.',
    ja: '/authorize と /token では同じテナントを指定する必要があります（/common なら /common、GUID なら同じ GUID）。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 700005 }, weight: 94 },
    {
      on: 'oauth-error',
      says: ['redeemed against same tenant', 'redeemed against the same tenant'],
      weight: 84,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Use one authority for both legs, and take it from one setting.',
          ja: '両方で同じ機関 URL（authority）を使い、1 つの設定値から組み立てます。',
        },
      ],
      code: `https://login.microsoftonline.com/<tenant>/oauth2/v2.0/authorize
https://login.microsoftonline.com/<tenant>/oauth2/v2.0/token`,
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['grant-of-another-tenant'],
};
