import type { Cause } from '../../cause.ts';

export const tokenProtectionBlock: Cause = {
  id: 'token-protection-block',
  title: {
    en: 'AADSTS530084: access has been blocked by a token protection policy',
    ja: 'AADSTS530084: トークン保護ポリシーによりアクセスがブロックされた',
  },
  what: {
    en: 'A policy wants tokens that are bound to the device.',
    ja: 'ポリシーが、デバイスに結び付いたトークンを要求しています。',
  },
  why: {
    en: 'Token protection knows only apps that can bind their tokens; others are refused.',
    ja: 'トークン保護では、トークンをデバイスに結び付けられるアプリだけが許可されます。',
  },
  symptoms: [{ on: 'oauth-error', where: { numbers: 530084 }, weight: 93 }],
  remedies: {
    administrator: {
      steps: [
        {
          en: 'Exclude the app or account: Microsoft Entra admin center > Protection > Conditional Access > Policies > the policy > Session > Require token protection.',
          ja: 'アプリまたはアカウントを対象外にします（Microsoft Entra 管理センターの［保護］>［条件付きアクセス］>［ポリシー］> 該当のポリシー >［セッション］>［トークン保護を必須にする］）。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['conditional-access-blocks'],
};
