import type { Cause } from '../../cause.ts';

export const socialIdentityNeedsSignIn: Cause = {
  id: 'social-identity-needs-sign-in',
  title: {
    en: 'AADSTS50085: the refresh token needs a new sign-in at the social or external identity provider',
    ja: 'AADSTS50085: 更新トークンには外部 ID プロバイダーでの再サインインが必要',
  },
  what: {
    en: 'The account signs in through another provider (a personal Microsoft account or a social identity), and its session there is gone.',
    ja: 'アカウントは外部の ID プロバイダー（個人の Microsoft アカウントなど）経由でサインインしており、そのセッションが失われています。',
  },
  why: {
    en: 'The grant hangs on the session at that provider, which Entra ID cannot renew by itself.',
    ja: '許可は外部プロバイダーのセッションに依存しており、Entra ID だけでは更新できません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [40009, 40015] }, weight: 78 },

    { on: 'oauth-error', where: { numbers: [50085, 50139] }, weight: 92 },
    { on: 'oauth-error', says: ['social IDP login', 'external refresh token'], weight: 74 },
  ],
  remedies: { user: { steps: [{ en: 'Sign in again.', ja: 'もう一度サインインしてください。' }] } },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['grant-revoked'],
};
