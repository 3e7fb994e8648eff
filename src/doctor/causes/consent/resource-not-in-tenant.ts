import type { Cause } from '../../cause.ts';

export const resourceNotInTenant: Cause = {
  id: 'resource-not-in-tenant',
  title: {
    en: 'AADSTS500011, AADSTS50001: the resource principal was not found in the tenant',
    ja: 'AADSTS500011・AADSTS50001: テナントにリソースが見つからない',
  },
  what: {
    en: 'The server does not know the resource of the scopes in this tenant.',
    ja: 'スコープが指すリソースが、このテナントに見つかりません。',
  },
  why: {
    en: 'The prefix of the scopes is wrong, the tenant is in another cloud, or it has no Exchange Online.',
    ja: 'スコープの接頭辞が誤っている、テナントが別のクラウドにある、または Exchange Online がありません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [500011, 50001] }, weight: 74 },
    { on: 'oauth-error', where: { error: 'invalid_resource', server: ['microsoft', 'unknown'] }, weight: 60 },
    {
      on: 'oauth-error',
      says: [
        'resource principal named ... was not found',
        'resource principal ... was not found in the tenant',
        'was not found in the tenant named',
      ],
      weight: 72,
    },
  ],
  conditions: [
    {
      when: { licence: 'no' },
      add: -20,
      because: { en: 'there is no licence for Exchange Online', ja: 'Exchange Online のライセンスがない' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Check the prefix: https://outlook.office.com/ for mail, https://graph.microsoft.com/ for Graph; national clouds have their own.',
          ja: '接頭辞を確認します。メールは https://outlook.office.com/、Graph は https://graph.microsoft.com/ で、各国のクラウドでは異なります。',
        },
      ],
      code: 'scope=https://outlook.office.com/IMAP.AccessAsUser.All offline_access',
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['resource-url-guessed', 'exchange-not-in-tenant', 'wrong-national-cloud'],
};
