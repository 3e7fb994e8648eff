import type { Cause } from '../../cause.ts';

export const googleConsentScreenInTesting: Cause = {
  id: 'google-consent-screen-in-testing',
  title: {
    en: 'Google sign-in lasts seven days only: the consent screen is in "Testing"',
    ja: 'Google のサインインが 7 日で切れる: OAuth 同意画面が「テスト」のまま',
  },
  what: { en: 'The refresh token ended after a week.', ja: '更新トークンが 1 週間で無効になりました。' },
  why: {
    en: "As long as the app's consent screen has the status Testing, Google's refresh tokens live for seven days.",
    ja: 'アプリの OAuth 同意画面の公開ステータスが「テスト」の間、更新トークンの寿命は 7 日です。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      says: [
        'consent screen is in testing',
        'consent screen is still in testing',
        'publishing status ... testing',
        'app is in testing mode',
        '同意画面が テスト',
      ],
      weight: 80,
    },
    { on: 'oauth-error', says: ['token has been expired or revoked'], weight: 60 },
    { on: 'oauth-error', where: { error: 'invalid_grant', server: 'google' }, weight: 54 },
  ],
  conditions: [
    {
      when: { timing: 'after-weeks' },
      add: 50,
      because: { en: 'it works for days or weeks', ja: '数日から数週間は動く' },
    },
    {
      when: { timing: 'always' },
      add: -20,
      because: { en: 'it has never worked', ja: '一度も動いたことがない' },
    },
    {
      when: { timing: 'after-password-change' },
      add: -40,
      because: { en: 'the password was changed', ja: 'パスワードが変更された' },
    },
    {
      when: { provider: ['microsoft', 'yahoo', 'other'] },
      add: -100,
      because: { en: 'the mailbox is not with Google', ja: 'メールボックスの提供元が Google ではない' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Google Cloud console > APIs & Services > OAuth consent screen > Publish app ("In production"), then let people sign in once more.',
          ja: 'Google Cloud コンソール >［API とサービス］>［OAuth 同意画面］>［アプリを公開］で本番環境にし、もう一度サインインしてもらいます。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Google Identity, "Refresh token expiration"'],
  related: ['google-refresh-token-dead'],
};
