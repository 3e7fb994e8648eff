import type { Cause } from '../../cause.ts';

export const redirectUriNotRegistered: Cause = {
  id: 'redirect-uri-not-registered',
  title: {
    en: 'AADSTS50011: the redirect URI specified in the request does not match the redirect URIs configured for the application',
    ja: 'AADSTS50011: 要求のリダイレクト URI がアプリに登録されたものと一致しない',
  },
  what: {
    en: "The redirect URI of the request is not, letter by letter, one of the app's.",
    ja: '要求のリダイレクト URI が、アプリに登録されたものと一字一句一致しません。',
  },
  why: {
    en: 'It differs in a trailing slash, upper or lower case of the path, http or https, the host, or the port (only for localhost the port does not count).',
    ja: '末尾のスラッシュ、パスの大文字と小文字、http と https、ホスト、ポート（localhost だけはポートを区別しない）のどれかが違います。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'redirect-registered' }, weight: 68 },
    { on: 'oauth-error', where: { numbers: 50011 }, weight: 88 },
    // Registered with https, sent with http: a proxy in front of the program took the TLS off.
    { on: 'oauth-error', where: { numbers: 500117 }, weight: 88 },
    { on: 'oauth-error', says: ['uri specified in the request isn t using a secure scheme'], weight: 84 },
    {
      on: 'oauth-error',
      says: [
        'redirect URI ... does not match the redirect URIs configured',
        'reply URL specified in the request does not match',
        'redirectUriMismatchError',
      ],
      weight: 82,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Copy the redirect URI out of the request (or out of the error page) and register exactly that one.',
          ja: '要求（またはエラー画面）のリダイレクト URI をコピーし、そのまま登録します。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'App registrations > the app > Authentication > Add a platform, or Add URI.',
          ja: '［アプリの登録］> アプリ >［認証］>［プラットフォームを追加］または［URI の追加］。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft identity platform, "Redirect URI (reply URL) best practices and limitations"',
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
    'public reports',
  ],
  related: [
    'redirect-uri-changed-between-legs',
    'desktop-redirect-registered-as-web',
    'redirect-uri-missing',
  ],
};
