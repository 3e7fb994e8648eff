import type { Cause } from '../../cause.ts';

export const googleNoRefreshToken: Cause = {
  id: 'google-no-refresh-token',
  title: {
    en: 'Google gives no refresh_token: access_type=offline and prompt=consent are missing',
    ja: 'Google が refresh_token を返さない: access_type=offline と prompt=consent が必要',
  },
  what: {
    en: 'The token answer of Google held an access token only.',
    ja: 'Google のトークン応答にアクセストークンしか入っていませんでした。',
  },
  why: {
    en: 'Google issues a refresh token only with `access_type=offline`, and again to somebody who has consented before only with `prompt=consent`. It has no scope offline_access.',
    ja: 'Google は `access_type=offline` を付けたときだけ更新トークンを発行し、すでに同意した人には `prompt=consent` を付けたときだけ再発行します。offline_access というスコープはありません。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'refresh-token', value: 'no' }, given: { provider: 'google' }, weight: 66 },
    { on: 'token-answer', where: { refreshToken: 'no' }, weight: 20 },
  ],
  conditions: [
    {
      when: { provider: 'google', 'refresh-token': 'no' },
      add: 60,
      because: { en: "Google's answer has no refresh token", ja: 'Google の応答に更新トークンがない' },
    },
    {
      when: { provider: ['microsoft', 'yahoo', 'other'] },
      add: -100,
      because: { en: 'the mailbox is not with Google', ja: 'メールボックスの提供元が Google ではない' },
    },
    {
      when: { leg: 'refresh' },
      add: -100,
      because: { en: 'it failed at a refresh', ja: '更新のときに失敗した' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Add both parameters. An answer to a refresh holds no new refresh token: keep the old one.',
          ja: '両方のパラメーターを付けます。更新時の応答には新しい更新トークンが入らないため、元のものを使い続けます。',
        },
      ],
      code: 'GET https://accounts.google.com/o/oauth2/v2/auth?...&scope=https://mail.google.com/&access_type=offline&prompt=consent',
    },
  },
  certainty: 'documented',
  sources: ['Google Identity, "Using OAuth 2.0 for web server applications"'],
  related: ['google-refresh-token-dead'],
};
