import type { Cause } from '../../cause.ts';

export const mfaEnrolmentBlocked: Cause = {
  id: 'mfa-enrolment-blocked',
  title: {
    en: 'AADSTS53004, AADSTS53010: registering a second factor is blocked (risk, or not from this place)',
    ja: 'AADSTS53004・AADSTS53010: 多要素認証の登録がブロックされている（リスクまたは場所）',
  },
  what: {
    en: 'The user has to register a second factor and may not do it from here.',
    ja: '多要素認証の登録が必要ですが、この場所または状態では登録できません。',
  },
  why: {
    en: 'A policy allows registration from trusted places or devices only, or the sign-in looked risky.',
    ja: 'ポリシーが信頼できる場所や端末からの登録だけを許可しているか、サインインが危険とみなされました。',
  },
  symptoms: [{ on: 'oauth-error', where: { numbers: [53004, 53010] }, weight: 92 }],
  remedies: {
    user: {
      steps: [
        {
          en: 'Register from the office network or a device of the organization, or ask your administrator.',
          ja: '社内ネットワークまたは組織の端末から登録するか、管理者に依頼してください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Microsoft Entra admin center > Protection > Conditional Access: look for the user action "Register security information".',
          ja: 'Microsoft Entra 管理センターの［保護］>［条件付きアクセス］で、ユーザー操作「セキュリティ情報の登録」のポリシーを確認します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['mfa-not-enrolled', 'blocked-by-risk'],
};
