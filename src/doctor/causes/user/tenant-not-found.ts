import type { Cause } from '../../cause.ts';

export const tenantNotFound: Cause = {
  id: 'tenant-not-found',
  title: { en: 'AADSTS90002: tenant not found', ja: 'AADSTS90002: テナントが見つからない' },
  what: {
    en: 'The tenant in the URL does not exist in this cloud.',
    ja: 'URL のテナントは、このクラウドに存在しません。',
  },
  why: {
    en: 'It is misspelt, it lives in another cloud, the subscription has ended, or the URL was put together wrongly so that a piece of the path stands where the tenant belongs.',
    ja: '書き間違い、別のクラウドにある、サブスクリプションの終了、URL の組み立ての誤り（テナントの位置にパスの一部が入っている）などです。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 90002 }, weight: 94 },
    { on: 'oauth-error', where: { error: 'invalid_tenant', server: ['microsoft', 'unknown'] }, weight: 72 },
    {
      on: 'oauth-error',
      says: ['tenant ... not found. Check to make sure you have the correct tenant ID'],
      weight: 80,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Look at the URL that is sent: after the host comes the tenant, once, then /oauth2/v2.0/.',
          ja: '実際に送られる URL を確認します。ホストの直後にテナントが 1 回、その後に /oauth2/v2.0/ が続きます。',
        },
      ],
      code: 'https://login.microsoftonline.com/<tenant GUID or domain>/oauth2/v2.0/token',
    },
    administrator: {
      steps: [
        {
          en: "The tenant's GUID: Microsoft Entra admin center > Identity > Overview > Tenant ID.",
          ja: 'テナントの GUID は、Microsoft Entra 管理センターの［ID］>［概要］>［テナント ID］にあります。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['tenant-malformed', 'wrong-national-cloud'],
};
