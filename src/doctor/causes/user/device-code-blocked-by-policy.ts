import type { Cause } from '../../cause.ts';

export const deviceCodeBlockedByPolicy: Cause = {
  id: 'device-code-blocked-by-policy',
  title: {
    en: 'AADSTS53003 or AADSTS530032 with a device code: the organization blocks the device code flow',
    ja: 'AADSTS53003・AADSTS530032（デバイスコード）: 組織がデバイスコード フローをブロックしている',
  },
  what: {
    en: 'The code was accepted, and a policy refused the sign-in.',
    ja: 'コードは受け入れられましたが、ポリシーによりサインインが拒否されました。',
  },
  why: {
    en: 'Many organizations block the device code flow as such ("authentication flows").',
    ja: '多くの組織が、デバイスコード フロー自体を条件付きアクセスの「認証フロー」でブロックしています。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 53003 }, weight: 40 },
    { on: 'oauth-error', where: { numbers: 530032 }, weight: 45 },
    { on: 'oauth-error', where: { numbers: [53003, 530032], endpoint: 'device' }, weight: 88 },
  ],
  conditions: [
    {
      when: { flow: 'device' },
      add: 45,
      because: { en: 'it was a device code', ja: 'デバイスコードのサインインである' },
    },
    {
      when: { leg: 'device' },
      add: 40,
      because: { en: 'it was a device code', ja: 'デバイスコードのサインインである' },
    },
    {
      when: { flow: ['code', 'password', 'app', 'implicit'] },
      add: -60,
      because: { en: 'it was no device code', ja: 'デバイスコードではない' },
    },
    { when: { leg: 'refresh' }, add: -20, because: { en: 'it failed at a refresh', ja: '更新で失敗した' } },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Offer the sign-in in a browser (authorization code with PKCE) instead.',
          ja: '代わりにブラウザーでのサインイン（認可コードと PKCE）を用意します。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Microsoft Entra admin center > Protection > Conditional Access > Policies > Conditions > Authentication flows: exclude the app or account.',
          ja: 'Microsoft Entra 管理センターの［保護］>［条件付きアクセス］>［ポリシー］>［条件］>［認証フロー］で、アプリまたはアカウントを対象外にします。',
        },
      ],
    },
  },
  certainty: 'inferred',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['conditional-access-blocks'],
};
