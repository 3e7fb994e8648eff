import type { Cause } from '../../cause.ts';

export const desktopRedirectRegisteredAsWeb: Cause = {
  id: 'desktop-redirect-registered-as-web',
  title: {
    en: 'AADSTS50011 with http://localhost and a changing port: the redirect is registered as Web instead of Mobile and desktop',
    ja: 'AADSTS50011（http://localhost とポート）:「モバイルとデスクトップ」ではなく「Web」で登録されている',
  },
  what: {
    en: 'A desktop program listens on a port of its own, and its http://localhost redirect is not accepted.',
    ja: 'デスクトップのプログラムが使う http://localhost のリダイレクトが受け入れられません。',
  },
  why: {
    en: 'Any port is allowed for a redirect of the platform "Mobile and desktop applications". One registered under Web with a port holds for a confidential client, which must send a secret.',
    ja: '任意のポートが許されるのは「モバイル アプリケーションとデスクトップ アプリケーション」のリダイレクトです。「Web」にポート付きで登録すると、シークレットの必要な機密クライアントになります。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'platform-desktop' }, weight: 68 },
    // A port may differ for http alone: Entra compares https://localhost as any other address.
    {
      on: 'oauth-error',
      where: { numbers: 50011 },
      says: ['localhost', '127 0 0 1'],
      saysNot: ['https localhost', 'https 127 0 0 1'],
      weight: 97,
    },
    { on: 'oauth-error', where: { numbers: 7000218 }, says: ['localhost'], weight: 62 },
    { on: 'oauth-error', where: { numbers: 50011 }, given: { 'runs.on': 'desktop' }, weight: 80 },
  ],
  conditions: [
    {
      when: { 'client.kind': 'confidential' },
      add: 8,
      because: { en: 'the redirect URI is registered as Web', ja: 'リダイレクト URI は「Web」である' },
    },
    {
      when: { 'client.kind': 'public' },
      add: -15,
      because: {
        en: 'the redirect URI is registered as Mobile and desktop',
        ja: 'リダイレクト URI は「モバイルとデスクトップ」である',
      },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Register bare http://localhost under Mobile and desktop applications, remove it from Web, and send no secret.',
          ja: '「モバイル アプリケーションとデスクトップ アプリケーション」に http://localhost（ポートなし）を登録して「Web」から削除し、シークレットは送りません。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'App registrations > the app > Authentication > Add a platform > Mobile and desktop applications.',
          ja: '［アプリの登録］> アプリ >［認証］>［プラットフォームを追加］>［モバイル アプリケーションとデスクトップ アプリケーション］。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: [
    'Microsoft identity platform, "Redirect URI (reply URL) best practices and limitations"',
    'public reports',
  ],
  related: ['redirect-uri-not-registered', 'web-redirect-without-secret'],
};
