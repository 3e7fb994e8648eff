import type { Cause } from '../../cause.ts';

export const blockedByRisk: Cause = {
  id: 'blocked-by-risk',
  title: {
    en: 'AADSTS50131, AADSTS53011, AADSTS530032, AADSTS530034: blocked because of risk or a security policy',
    ja: 'AADSTS50131・AADSTS53011・AADSTS530032・AADSTS530034: リスクまたはセキュリティ ポリシーによりブロックされた',
  },
  what: {
    en: "The organization's security policy blocks this user or this sign-in.",
    ja: '組織のセキュリティ ポリシーが、このユーザーまたはサインインをブロックしています。',
  },
  why: {
    en: 'The account or the sign-in was judged as risky, or a policy forbids it.',
    ja: 'アカウントまたはサインインが危険と判定されたか、ポリシーで禁止されています。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [50131, 53011, 530034] }, weight: 92 },
    { on: 'oauth-error', where: { numbers: 530032 }, weight: 84 },
    { on: 'oauth-error', says: ['blocked due to risk', 'blocked due to a security policy'], weight: 66 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Ask your administrator, and give them the correlation id.',
          ja: '相関 ID を添えて、管理者に問い合わせてください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Microsoft Entra admin center > Protection > Identity Protection > Risky users and Risky sign-ins; then the sign-in log.',
          ja: 'Microsoft Entra 管理センターの［保護］>［Identity Protection］>［危険なユーザー］［危険なサインイン］とサインイン ログを確認します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['conditional-access-blocks', 'security-defaults-block'],
};
