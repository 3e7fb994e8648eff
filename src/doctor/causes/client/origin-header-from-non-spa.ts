import type { Cause } from '../../cause.ts';

export const originHeaderFromNonSpa: Cause = {
  id: 'origin-header-from-non-spa',
  title: {
    en: "AADSTS9002326: cross-origin token redemption is permitted only for the 'Single-Page Application' client-type",
    ja: 'AADSTS9002326: オリジン間のトークン引き換えはシングルページ アプリケーションだけに許可される',
  },
  what: {
    en: 'The request to /token carried an Origin header, and the redirect URI is not one of a single-page application.',
    ja: '/token への要求に Origin ヘッダーがありますが、リダイレクト URI はシングルページ アプリケーションのものではありません。',
  },
  why: {
    en: "The code was redeemed in a browser, or a proxy forwards the browser's Origin header.",
    ja: 'ブラウザーでコードを引き換えているか、プロキシがブラウザーの Origin ヘッダーを転送しています。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 9002326 }, weight: 96 },
    { on: 'oauth-error', where: { numbers: 90023 }, says: ['cross-origin'], weight: 94 },
    {
      on: 'oauth-error',
      says: ['cross-origin token redemption is permitted only', 'Cross origin token redemption'],
      weight: 88,
    },
    { on: 'request', where: { endpoint: 'token', flaws: 'origin-header' }, weight: 45 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Redeem the code on the server, and strip the Origin header in the proxy. Only a program that lives in the browser alone registers as Single-page application.',
          ja: 'コードはサーバーで引き換え、プロキシで Origin ヘッダーを取り除きます。ブラウザーだけで動くプログラムの場合に限り「シングルページ アプリケーション」に登録します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: [
    'Microsoft identity platform, "Redirect URI (reply URL) best practices and limitations"',
    'public reports',
  ],
  related: ['spa-code-redeemed-by-server'],
};
