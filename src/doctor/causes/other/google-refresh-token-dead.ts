import type { Cause } from '../../cause.ts';

export const googleRefreshTokenDead: Cause = {
  id: 'google-refresh-token-dead',
  title: {
    en: 'Google "invalid_grant: Token has been expired or revoked": sign in again',
    ja: 'Google の「invalid_grant: Token has been expired or revoked」: 再サインインが必要',
  },
  what: {
    en: 'Google no longer honours the refresh token.',
    ja: '更新トークンが Google で無効になっています。',
  },
  why: {
    en: 'It was revoked by the person, not used for six months, lost by a password change (tokens with Gmail scopes), or pushed out by newer tokens of the same person and app.',
    ja: '本人による取り消し、6 か月間の未使用、パスワード変更（Gmail のスコープを含む場合）、同じ人とアプリの新しいトークンによる押し出しが原因です。',
  },
  symptoms: [
    { on: 'oauth-error', says: ['token has been expired or revoked'], weight: 78 },
    { on: 'oauth-error', where: { error: 'invalid_grant', server: 'google' }, weight: 68 },
  ],
  conditions: [
    {
      when: { timing: 'after-weeks' },
      add: -5,
      because: { en: 'it works for days or weeks', ja: '数日から数週間は動く' },
    },
    {
      when: { timing: 'after-password-change' },
      add: 10,
      because: { en: 'the password was changed', ja: 'パスワードが変更された' },
    },
    {
      when: { provider: ['microsoft', 'yahoo', 'other'] },
      add: -100,
      because: { en: 'the mailbox is not with Google', ja: 'メールボックスの提供元が Google ではない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in with Google again in the program.',
          ja: 'プログラムで Google にサインインし直してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Keep one refresh token per person and use it for all; ask for a new sign-in at `invalid_grant`, do not retry.',
          ja: '1 人につき 1 つの更新トークンを共有し、`invalid_grant` では再試行せずに再サインインを求めます。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Google Identity, "Refresh token expiration"'],
  related: ['google-consent-screen-in-testing', 'google-no-refresh-token'],
};
