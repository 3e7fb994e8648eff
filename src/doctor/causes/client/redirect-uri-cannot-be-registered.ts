import type { Cause } from '../../cause.ts';

export const redirectUriCannotBeRegistered: Cause = {
  id: 'redirect-uri-cannot-be-registered',
  title: {
    en: '"URL may not contain a query string", "must start with HTTPS": Entra does not let this redirect URI be registered',
    ja: '「URL may not contain a query string」「must start with HTTPS」: このリダイレクト URI は登録できない',
  },
  what: {
    en: 'The redirect URI breaks a rule of the app registration, so that no sign-in can come back to it.',
    ja: 'リダイレクト URI がアプリ登録の規則に反しているため、サインイン後に戻る先として使えません。',
  },
  why: {
    en: 'It must begin with https (http is for localhost alone) and have no fragment and no wildcard; where personal accounts may sign in, no query string either. WordPress with plain permalinks makes one with a query string.',
    ja: 'https で始まり（http は localhost のみ）、フラグメントやワイルドカードを含まないことが必要です。個人アカウントも対象にする場合はクエリ文字列も使えません。WordPress のパーマリンクが「基本」だと、クエリ文字列付きの URI になります。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      says: [
        'url may not contain a query string',
        'uri must not contain a query string',
        'must start with https or http localhost',
        'redirect uris must start with the scheme https',
        'uri cannot contain wildcards',
        'uri must not contain a wildcard',
        'uri must not have a fragment',
      ],
      weight: 92,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'WordPress: Settings > Permalinks, choose anything but "Plain", then copy the redirect URI anew.',
          ja: 'WordPress では［設定］>［パーマリンク］で「基本」以外を選び、リダイレクト URI をコピーし直してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Serve the way back at an https address of its own, without a query string; what must be remembered goes into `state`.',
          ja: 'クエリ文字列のない専用の https アドレスで受け取ります。引き継ぐ情報は `state` に入れます。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Redirect URI (reply URL) best practices and limitations"'],
  related: ['redirect-uri-not-registered', 'desktop-redirect-registered-as-web'],
};
