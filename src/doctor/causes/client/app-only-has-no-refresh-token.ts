import type { Cause } from '../../cause.ts';

export const appOnlyHasNoRefreshToken: Cause = {
  id: 'app-only-has-no-refresh-token',
  title: {
    en: 'client_credentials returns no refresh_token: that is right, ask again when the token ends',
    ja: 'client_credentials で refresh_token が返らないのは正常（期限が来たら再度要求する）',
  },
  what: {
    en: "The app's own token came without a refresh token. Nothing is wrong.",
    ja: 'アプリ自身のトークンに更新トークンがありません。これは正常です。',
  },
  why: {
    en: 'The app can prove itself at any time with its secret or certificate, so there is nothing to refresh.',
    ja: 'アプリはシークレットまたは証明書でいつでも自身を証明できるため、更新トークンは不要です。',
  },
  symptoms: [
    {
      on: 'told',
      where: { fact: 'refresh-token', value: 'no' },
      given: { 'token.actor': 'app' },
      weight: 88,
    },
    { on: 'token-answer', where: { refreshToken: 'no' }, given: { flow: 'app' }, weight: 90 },
    { on: 'token-answer', where: { refreshToken: 'no' }, given: { 'token.actor': 'app' }, weight: 90 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Send the same request again shortly before expires_in is over.',
          ja: 'expires_in が切れる少し前に、同じ要求をもう一度送ります。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft identity platform, "OAuth 2.0 client credentials flow"'],
  related: ['no-refresh-token'],
};
