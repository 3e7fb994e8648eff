import type { Cause } from '../../cause.ts';

export const spaRefreshTokenLivesADay: Cause = {
  id: 'spa-refresh-token-lives-a-day',
  title: {
    en: 'AADSTS700084: the refresh token was issued to a single page app and lives 24 hours',
    ja: 'AADSTS700084: シングルページ アプリ向けの更新トークンは 24 時間で失効する',
  },
  what: {
    en: 'The refresh token is over, one day after the sign-in, however often it was used.',
    ja: 'サインインから 1 日が経ち、更新トークンが失効しました。使っていても延長されません。',
  },
  why: {
    en: 'The redirect URI is registered under the platform "Single-page application". Refresh tokens that come by such a URI live 24 hours from the first sign-in; renewed ones inherit what is left.',
    ja: 'リダイレクト URI が「シングルページ アプリケーション」として登録されています。その URI で得た更新トークンは最初のサインインから 24 時間で失効し、更新しても残り時間を引き継ぐだけです。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'platform-web' }, weight: 44 },
    { on: 'oauth-error', where: { error: 'invalid_grant' }, given: { 'client.kind': 'spa' }, weight: 70 },
    {
      on: 'told',
      where: { fact: 'noticed', value: 'signs-in-again' },
      given: { 'client.kind': 'spa' },
      weight: 76,
    },
    { on: 'oauth-error', where: { numbers: 700084 }, weight: 94 },
    {
      on: 'oauth-error',
      says: ['issued to a single page app ... fixed, limited lifetime', 'issued to a single page app'],
      weight: 88,
    },
    {
      on: 'oauth-error',
      where: { error: 'invalid_grant' },
      given: { 'client.kind': 'spa', timing: 'after-a-day' },
      weight: 70,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in again; it will hold for a day until the app is corrected.',
          ja: 'もう一度サインインしてください。アプリが修正されるまでは 1 日ごとに必要です。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Register the redirect URI as Web (with a secret or certificate) or as Mobile and desktop, remove it from Single-page application, and let users sign in again.',
          ja: 'リダイレクト URI を「Web」（シークレットまたは証明書あり）か「モバイル アプリケーションとデスクトップ アプリケーション」に登録し直し、シングルページから削除して、ユーザーに再度サインインしてもらいます。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Microsoft Entra admin center > Identity > Applications > App registrations > the app > Authentication: move the redirect URI from "Single-page application" to "Web" or "Mobile and desktop applications".',
          ja: 'Microsoft Entra 管理センターの［ID］>［アプリケーション］>［アプリの登録］> アプリ >［認証］で、リダイレクト URI を「シングルページ アプリケーション」から「Web」または「モバイル アプリケーションとデスクトップ アプリケーション」へ移します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
    'Microsoft identity platform, "Refresh tokens"',
  ],
  related: ['spa-code-redeemed-by-server', 'grant-expired-unused'],
};
