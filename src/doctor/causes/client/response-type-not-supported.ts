import type { Cause } from '../../cause.ts';

export const responseTypeNotSupported: Cause = {
  id: 'response-type-not-supported',
  title: {
    en: 'AADSTS70005, AADSTS70007: the response_type or response_mode is not supported',
    ja: 'AADSTS70005・AADSTS70007: response_type または response_mode がサポートされていない',
  },
  what: {
    en: '/authorize was asked for a kind of answer that this app does not get.',
    ja: 'このアプリでは使えない種類の応答を /authorize に要求しました。',
  },
  why: {
    en: 'The value is misspelt, or tokens in the redirect are not switched on.',
    ja: '値の書き間違いか、リダイレクトでのトークンの発行が有効になっていません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [70005, 70007] }, weight: 92 },
    {
      on: 'oauth-error',
      where: { error: 'unsupported_response_type', server: ['microsoft', 'unknown'] },
      weight: 80,
    },
  ],
  remedies: {
    developer: { steps: [{ en: 'Use response_type=code.', ja: 'response_type=code を使います。' }] },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['id-tokens-not-enabled'],
};
