import type { Cause } from '../../cause.ts';

export const deviceCodeMistyped: Cause = {
  id: 'device-code-mistyped',
  title: {
    en: 'AADSTS70018, AADSTS90119, AADSTS90120, AADSTS90121 / bad_verification_code: the user code is not valid',
    ja: 'AADSTS70018・AADSTS90119・AADSTS90120・AADSTS90121・bad_verification_code: コードが正しくない',
  },
  what: {
    en: 'The code that was entered is not one that is waiting.',
    ja: '入力されたコードは、待機中のものではありません。',
  },
  why: {
    en: 'It was mistyped or empty, it is too old, or the wrong of the two codes was sent: users type user_code, programs send device_code.',
    ja: '入力の誤り、期限切れ、または 2 種類のコードの取り違えです（ユーザーは user_code を入力し、プログラムは device_code を送ります）。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [70018, 90119, 90120, 90121] }, weight: 91 },
    {
      on: 'oauth-error',
      where: { error: 'bad_verification_code', server: ['microsoft', 'unknown'] },
      weight: 88,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Start again, and type the code exactly as it is shown.',
          ja: '最初からやり直し、表示されたとおりにコードを入力してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Send device_code to /token, never user_code.',
          ja: '/token には user_code ではなく device_code を送ります。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft identity platform, "OAuth 2.0 device authorization grant"',
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
  ],
  related: ['device-code-expired'],
};
