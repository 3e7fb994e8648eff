import type { Cause } from '../../cause.ts';

export const securityDefaultsBlock: Cause = {
  id: 'security-defaults-block',
  title: {
    en: 'AADSTS530035: access has been blocked by security defaults',
    ja: 'AADSTS530035: セキュリティの既定値群によりアクセスがブロックされた',
  },
  what: {
    en: 'Security defaults of the tenant block this request, which counts as legacy authentication.',
    ja: 'テナントのセキュリティの既定値群が、レガシ認証とみなしてこの要求をブロックしています。',
  },
  why: {
    en: 'Security defaults are on, and know no exceptions.',
    ja: 'セキュリティの既定値群は有効で、例外を設定できません。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'security-defaults-off' }, weight: 46 },
    { on: 'oauth-error', where: { numbers: 530035 }, weight: 95 },
    { on: 'oauth-error', says: ['blocked by security defaults'], weight: 80 },
  ],
  conditions: [
    {
      when: { 'security-defaults': 'off' },
      add: -40,
      because: { en: 'security defaults are off', ja: 'セキュリティの既定値群は無効である' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Use the authorization code flow instead of a password.',
          ja: 'パスワードではなく、認可コードのフローを使います。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Replace security defaults by Conditional Access policies: Microsoft Entra admin center > Identity > Overview > Properties > Manage security defaults.',
          ja: 'セキュリティの既定値群の代わりに条件付きアクセス ポリシーを使います（Microsoft Entra 管理センターの［ID］>［概要］>［プロパティ］>［セキュリティの既定値群の管理］）。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['conditional-access-blocks'],
};
