import type { Cause } from '../../cause.ts';

export const deviceCodeExpired: Cause = {
  id: 'device-code-expired',
  title: {
    en: 'AADSTS70019, AADSTS70020 / expired_token: this device code has expired',
    ja: 'AADSTS70019・AADSTS70020・expired_token: デバイスコードの有効期限切れ',
  },
  what: { en: 'Nobody signed in with the code in time.', ja: '時間内にサインインが行われませんでした。' },
  why: { en: 'A code lives 15 minutes.', ja: 'コードの有効期間は 15 分です。' },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [70019, 70020, 7000014] }, weight: 94 },
    { on: 'oauth-error', where: { error: 'expired_token', server: ['microsoft', 'unknown'] }, weight: 84 },
    { on: 'oauth-error', says: ['device code has expired'], weight: 82 },
  ],
  remedies: {
    user: {
      steps: [
        { en: 'Start again for a new code.', ja: '最初からやり直し、新しいコードを取得してください。' },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Ask for a new device code; the old one never becomes valid again.',
          ja: '新しいデバイスコードを取得します。古いものは二度と使えません。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft identity platform, "OAuth 2.0 device authorization grant"',
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
  ],
  related: ['device-code-pending', 'device-code-mistyped'],
};
