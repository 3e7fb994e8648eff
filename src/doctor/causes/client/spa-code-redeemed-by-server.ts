import type { Cause } from '../../cause.ts';

export const spaCodeRedeemedByServer: Cause = {
  id: 'spa-code-redeemed-by-server',
  title: {
    en: "AADSTS9002327: tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests",
    ja: 'AADSTS9002327: シングルページ アプリケーション向けのコードはオリジン間要求でしか引き換えられない',
  },
  what: {
    en: 'A server or mobile app redeemed a code whose redirect URI is registered as Single-page application.',
    ja: 'リダイレクト URI が「シングルページ アプリケーション」で登録されたコードを、サーバーまたはモバイル アプリが引き換えようとしました。',
  },
  why: {
    en: 'Such codes are for programs in a browser, whose requests carry an Origin header.',
    ja: 'このようなコードは、Origin ヘッダーを付けるブラウザー上のプログラム専用です。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'platform-web' }, weight: 68 },
    { on: 'oauth-error', where: { numbers: 9002327 }, weight: 96 },
    { on: 'oauth-error', says: ['may only be redeemed via cross-origin requests'], weight: 88 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Register the redirect URI as Web (server) or as Mobile and desktop (device), remove it from Single-page application, and sign in again. Do not fake an Origin header: the refresh token would live 24 hours only.',
          ja: 'リダイレクト URI を「Web」（サーバー）または「モバイル アプリケーションとデスクトップ アプリケーション」（端末）に登録し直し、シングルページから削除して、もう一度サインインします。Origin ヘッダーの偽装はしないでください。更新トークンが 24 時間で失効します。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'App registrations > the app > Authentication > Platform configurations.',
          ja: '［アプリの登録］> アプリ >［認証］>［プラットフォーム構成］で変更します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: [
    'Microsoft identity platform, "Redirect URI (reply URL) best practices and limitations"',
    'public reports',
  ],
  related: ['origin-header-from-non-spa', 'spa-refresh-token-lives-a-day'],
};
