import type { Cause } from '../../cause.ts';

export const personalGrantExpired: Cause = {
  id: 'personal-grant-expired',
  title: {
    en: 'AADSTS70000: the user could not be authenticated as the grant is expired; the user must sign in again',
    ja: 'AADSTS70000: 許可の有効期限が切れており、再サインインが必要（個人アカウント）',
  },
  what: {
    en: 'The refresh token of a personal account (Outlook.com, Hotmail, Live) has ended or was revoked.',
    ja: '個人アカウント（Outlook.com、Hotmail、Live）の更新トークンが期限切れになったか、取り消されました。',
  },
  why: {
    en: 'The password was changed, the consent was withdrawn, or the token was not used for too long. Refresh tokens of public clients may also be refused from another region or device.',
    ja: 'パスワードの変更、同意の取り消し、長期間の未使用などが考えられます。パブリック クライアントの更新トークンは、別の地域や端末から使うと拒否されることもあります。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: { numbers: 70000 },
      says: ['grant is expired', 'grant has expired', 'must sign in again'],
      saysNot: ['unauthorized or expired'],
      weight: 94,
    },
    {
      on: 'oauth-error',
      where: { numbers: 70000 },
      saysNot: ['unauthorized or expired', 'is not valid', 'different client'],
      weight: 42,
    },
    {
      on: 'oauth-error',
      says: ['as the grant is expired', 'grant is expired. The user must sign in again'],
      weight: 84,
    },
  ],
  conditions: [
    {
      when: { 'account.type': 'personal' },
      add: 8,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
    {
      when: { 'other-resource': 'works' },
      add: -60,
      because: {
        en: 'the same refresh token works for another resource',
        ja: '同じ更新トークンが別のリソースには使える',
      },
    },
  ],
  remedies: {
    user: {
      steps: [
        { en: 'Sign in again.', ja: 'もう一度サインインしてください。' },
        {
          en: 'https://account.live.com/consent/Manage shows which apps still have your consent.',
          ja: 'どのアプリに同意しているかは https://account.live.com/consent/Manage で確認できます。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Mark the account as "needs to sign in", and keep the old token until a new one is there.',
          ja: 'アカウントを「再サインインが必要」と記録し、新しいトークンが得られるまで古いものを残します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['personal-scope-not-consented', 'grant-not-valid'],
};
