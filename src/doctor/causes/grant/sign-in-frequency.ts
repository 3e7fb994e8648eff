import type { Cause } from '../../cause.ts';

export const signInFrequency: Cause = {
  id: 'sign-in-frequency',
  title: {
    en: 'AADSTS70043: the refresh token has expired or is invalid due to sign-in frequency checks',
    ja: 'AADSTS70043: サインインの頻度ポリシーにより更新トークンが無効になった',
  },
  what: {
    en: 'The organization demands a new sign-in after a fixed time, and that time is over.',
    ja: '組織のポリシーが一定時間ごとの再サインインを求めており、その時間が過ぎました。',
  },
  why: {
    en: 'A Conditional Access policy sets a sign-in frequency for this user, app or resource. No program can renew beyond it.',
    ja: '条件付きアクセス ポリシーが、このユーザー、アプリ、またはリソースに「サインインの頻度」を設定しています。プログラムだけではこれを超えて更新できません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 70046 }, weight: 86 },

    { on: 'oauth-error', where: { numbers: [70043, 70044] }, weight: 94 },
    { on: 'oauth-error', says: ['sign-in frequency'], weight: 86 },
  ],
  remedies: {
    user: { steps: [{ en: 'Sign in again.', ja: 'もう一度サインインしてください。' }] },
    administrator: {
      steps: [
        {
          en: 'Exempt the app or the account that runs unattended: Microsoft Entra admin center > Protection > Conditional Access > Policies > the policy > Session > Sign-in frequency.',
          ja: '無人で動くアプリまたはアカウントを対象外にします。Microsoft Entra 管理センターの［保護］>［条件付きアクセス］>［ポリシー］> 該当のポリシー >［セッション］>［サインインの頻度］。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['grant-expired-unused', 'grant-revoked'],
};
