import type { Cause } from '../../cause.ts';

export const googleEmbeddedBrowser: Cause = {
  id: 'google-embedded-browser',
  title: {
    en: 'Google "Error 403: disallowed_useragent": sign-in inside an embedded browser',
    ja: 'Google の「Error 403: disallowed_useragent」: 組み込みブラウザーでのサインインは不可',
  },
  what: {
    en: "Google's page was opened in a browser view inside the program.",
    ja: 'Google の画面がアプリ内のブラウザー ビューで開かれました。',
  },
  why: {
    en: "Google allows sign-in in the person's own browser only (RFC 8252).",
    ja: 'Google は本人のブラウザーでのサインインだけを許可しています（RFC 8252）。',
  },
  symptoms: [
    { on: 'oauth-error', where: { error: 'disallowed_useragent' }, weight: 95 },
    { on: 'oauth-error', says: ['disallowed_useragent'], weight: 92 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: "Open the system's browser and receive the answer on a loopback address.",
          ja: 'システムの既定のブラウザーを開き、ループバック アドレスで応答を受け取ります。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Google Identity, "OAuth 2.0 for mobile and desktop apps"', 'RFC 8252, section 8.12'],
  related: ['google-redirect-uri-mismatch'],
};
