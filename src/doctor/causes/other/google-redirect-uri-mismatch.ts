import type { Cause } from '../../cause.ts';

export const googleRedirectUriMismatch: Cause = {
  id: 'google-redirect-uri-mismatch',
  title: {
    en: 'Google "Error 400: redirect_uri_mismatch"',
    ja: 'Google の「Error 400: redirect_uri_mismatch」: リダイレクト URI が登録と一致しない',
  },
  what: {
    en: 'The redirect URI of the request is not one that is registered for the client.',
    ja: '要求のリダイレクト URI が、クライアントに登録されたものと一致しません。',
  },
  why: {
    en: 'Google compares the whole string: scheme, host, port, path and a slash at the end.',
    ja: 'Google はスキーム、ホスト、ポート、パス、末尾のスラッシュまで完全に一致するか比べます。',
  },
  symptoms: [
    { on: 'oauth-error', where: { error: 'redirect_uri_mismatch' }, weight: 95 },
    { on: 'oauth-error', says: ['redirect_uri_mismatch'], weight: 90 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Google Cloud console > APIs & Services > Credentials > the client > Authorized redirect URIs: add exactly what the request sends. A desktop client takes any port on 127.0.0.1.',
          ja: 'Google Cloud コンソール >［API とサービス］>［認証情報］> 対象のクライアント >［承認済みのリダイレクト URI］に、要求と完全に同じ値を追加します。デスクトップ クライアントは 127.0.0.1 の任意のポートを使えます。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Google Identity, "Using OAuth 2.0 for web server applications"'],
  related: ['google-app-not-verified'],
};
