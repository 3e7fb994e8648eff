import type { Cause } from '../../cause.ts';

export const tenantRestrictions: Cause = {
  id: 'tenant-restrictions',
  title: {
    en: 'AADSTS500021, AADSTS500022, AADSTS500212, AADSTS500213: access to this tenant is denied by tenant restrictions',
    ja: 'AADSTS500021・AADSTS500022・AADSTS500212・AADSTS500213: テナント制限によりアクセスが拒否された',
  },
  what: {
    en: 'The network or one of the two organizations does not allow sign-ins to this tenant.',
    ja: 'ネットワークまたはどちらかの組織が、このテナントへのサインインを許可していません。',
  },
  why: {
    en: 'A proxy of the company sets tenant restrictions, or a cross-tenant access policy forbids it.',
    ja: '会社のプロキシがテナント制限を設定しているか、テナント間アクセス ポリシーで禁止されています。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 50002 }, weight: 88 },

    { on: 'oauth-error', where: { numbers: [500021, 500022, 500212, 500213] }, weight: 93 },
    { on: 'oauth-error', says: ['access to ... tenant is denied'], weight: 76 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Try from a network outside the company, or ask your administrator.',
          ja: '社外のネットワークから試すか、管理者に問い合わせてください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Microsoft Entra admin center > Identity > External Identities > Cross-tenant access settings; and the tenant restrictions header of your proxy.',
          ja: 'Microsoft Entra 管理センターの［ID］>［External Identities］>［クロステナント アクセス設定］と、プロキシのテナント制限ヘッダーを確認します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['conditional-access-blocks'],
};
