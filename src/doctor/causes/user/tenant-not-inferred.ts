import type { Cause } from '../../cause.ts';

export const tenantNotInferred: Cause = {
  id: 'tenant-not-inferred',
  title: {
    en: 'AADSTS50059, AADSTS50128, AADSTS90019: no tenant-identifying information found in the request',
    ja: 'AADSTS50059・AADSTS50128・AADSTS90019: 要求からテナントを特定できない',
  },
  what: {
    en: 'The server could not find out which tenant is meant.',
    ja: 'サーバーが、対象のテナントを判断できませんでした。',
  },
  why: {
    en: 'The domain of the user is not known, or the URL names no tenant where one is needed (an app that asks for itself, for example).',
    ja: 'ユーザーのドメインが不明か、テナントの指定が必要な要求（アプリ自身の要求など）で URL に指定がありません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [50059, 50128, 90019] }, weight: 92 },
    {
      on: 'oauth-error',
      says: ['no tenant-identifying information found', 'tenant identifying information'],
      weight: 76,
    },
  ],
  remedies: {
    user: { steps: [{ en: 'Check the spelling of the address.', ja: 'アドレスの綴りを確認してください。' }] },
    developer: {
      steps: [
        {
          en: "Put the tenant's GUID or domain into the URL.",
          ja: 'URL にテナントの GUID またはドメインを入れます。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['tenant-not-found', 'app-only-needs-tenant'],
};
