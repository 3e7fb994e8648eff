import type { Cause } from '../../cause.ts';

export const redirectUriMissing: Cause = {
  id: 'redirect-uri-missing',
  title: {
    en: 'AADSTS500113, AADSTS900971: no reply address is registered or provided',
    ja: 'AADSTS500113・AADSTS900971: リダイレクト URI が登録または指定されていない',
  },
  what: {
    en: 'The app has no redirect URI, or the request names none or an invalid one.',
    ja: 'アプリにリダイレクト URI がないか、要求に指定がない、または形式が正しくありません。',
  },
  why: {
    en: 'A sign-in in a browser needs one address to come back to; it must be https, or http for localhost and 127.0.0.1.',
    ja: 'ブラウザーでのサインインには戻り先が必要です。https、または localhost と 127.0.0.1 に限り http が使えます。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [500113, 900971, 70004] }, weight: 93 },
    { on: 'oauth-error', says: ['no reply address is registered', 'no reply address provided'], weight: 78 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Register a redirect URI and send the same one.',
          ja: 'リダイレクト URI を登録し、同じものを送ります。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'App registrations > the app > Authentication > Add a platform.',
          ja: '［アプリの登録］> アプリ >［認証］>［プラットフォームを追加］。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
    'Microsoft identity platform, "Redirect URI (reply URL) best practices and limitations"',
  ],
  related: ['redirect-uri-not-registered'],
};
