import type { Cause } from '../../cause.ts';

export const idTokensNotEnabled: Cause = {
  id: 'id-tokens-not-enabled',
  title: {
    en: "AADSTS700054, AADSTS700051: response_type 'id_token' or 'token' is not enabled for the application",
    ja: 'AADSTS700054・AADSTS700051: response_type「id_token」「token」がアプリで有効になっていない',
  },
  what: {
    en: 'The sign-in asked for a token from /authorize itself, which the registration does not allow.',
    ja: '/authorize からトークンを直接受け取る要求ですが、アプリの登録で許可されていません。',
  },
  why: {
    en: 'Tokens in the redirect are off unless they are switched on. Mail needs none: openid in the scopes of /token brings the id token too.',
    ja: 'リダイレクトでのトークンの発行は既定で無効です。メールには不要で、/token のスコープに openid を入れれば ID トークンを取得できます。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 700051 }, weight: 84 },

    { on: 'oauth-error', where: { numbers: 700054 }, weight: 95 },
    { on: 'oauth-error', says: ["'id_token' is not enabled for the application"], weight: 84 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Use response_type=code; or switch on "ID tokens" under App registrations > the app > Authentication > Implicit grant and hybrid flows.',
          ja: 'response_type=code を使います。または［アプリの登録］> アプリ >［認証］>［暗黙的な許可およびハイブリッド フロー］で「ID トークン」を有効にします。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft identity platform, "OAuth 2.0 authorization code flow"',
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
  ],
  related: ['response-type-not-supported'],
};
