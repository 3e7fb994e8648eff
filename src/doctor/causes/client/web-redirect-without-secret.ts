import type { Cause } from '../../cause.ts';

export const webRedirectWithoutSecret: Cause = {
  id: 'web-redirect-without-secret',
  title: {
    en: "AADSTS7000218: the request body must contain 'client_assertion' or 'client_secret' (the redirect URI is registered as Web)",
    ja: 'AADSTS7000218: client_assertion または client_secret が必要（リダイレクト URI が「Web」で登録されている）',
  },
  what: {
    en: 'The code was redeemed without a secret, and the app is taken for a confidential one.',
    ja: 'シークレットなしでコードを引き換えようとしましたが、アプリは機密クライアントとみなされています。',
  },
  why: {
    en: 'The platform of the redirect URI decides: "Web" demands a secret or certificate, "Mobile and desktop applications" takes none.',
    ja: 'リダイレクト URI のプラットフォームで決まります。「Web」ではシークレットまたは証明書が必須で、「モバイル アプリケーションとデスクトップ アプリケーション」では不要です。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'platform-desktop' }, weight: 40 },
    { on: 'oauth-error', where: { numbers: 7000218 }, weight: 64 },
    {
      on: 'oauth-error',
      says: [
        "body must contain the following parameter: 'client_assertion' or 'client_secret'",
        "'client_assertion' or 'client_secret'",
      ],
      weight: 62,
    },
  ],
  conditions: [
    {
      when: { flow: ['device', 'password'] },
      add: -40,
      because: { en: 'this flow has no redirect URI', ja: 'このフローにリダイレクト URI はない' },
    },
    { when: { flow: 'code' }, add: 20, because: { en: 'a code was redeemed', ja: 'コードを引き換えている' } },
    {
      when: { 'client.kind': 'confidential' },
      add: 15,
      because: { en: 'the redirect URI is registered as Web', ja: 'リダイレクト URI は「Web」である' },
    },
    {
      when: { 'client.kind': 'public' },
      add: -20,
      because: {
        en: 'the redirect URI is registered as Mobile and desktop',
        ja: 'リダイレクト URI は「モバイルとデスクトップ」である',
      },
    },
    {
      when: { leg: 'device' },
      add: -40,
      because: { en: 'it was a device code', ja: 'デバイスコードのサインインである' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: "A program on a server: send client_secret. A program on people's own devices: register the redirect URI as Mobile and desktop, remove it from Web, and use PKCE.",
          ja: 'サーバーのプログラムでは client_secret を送ります。利用者の端末で動くプログラムでは、リダイレクト URI を「モバイル アプリケーションとデスクトップ アプリケーション」に登録し直して「Web」から削除し、PKCE を使います。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'App registrations > the app > Authentication > Platform configurations.',
          ja: '［アプリの登録］> アプリ >［認証］>［プラットフォーム構成］で確認します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: [
    'Microsoft identity platform, "Redirect URI (reply URL) best practices and limitations"',
    'public reports',
  ],
  related: ['public-client-flows-off', 'public-client-sent-secret', 'desktop-redirect-registered-as-web'],
};
