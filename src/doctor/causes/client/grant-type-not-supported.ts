import type { Cause } from '../../cause.ts';

export const grantTypeNotSupported: Cause = {
  id: 'grant-type-not-supported',
  title: {
    en: 'AADSTS70003: unsupported_grant_type',
    ja: 'AADSTS70003: unsupported_grant_type（grant_type がサポートされていない）',
  },
  what: {
    en: 'The grant_type is misspelt or not allowed for this app.',
    ja: 'grant_type の書き間違いか、このアプリでは許可されていません。',
  },
  why: {
    en: 'Known are authorization_code, refresh_token, client_credentials, urn:ietf:params:oauth:grant-type:device_code, password and the jwt-bearer grant.',
    ja: '使えるのは authorization_code、refresh_token、client_credentials、urn:ietf:params:oauth:grant-type:device_code、password、jwt-bearer です。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 70003 }, weight: 94 },
    {
      on: 'oauth-error',
      where: { error: 'unsupported_grant_type', server: ['microsoft', 'unknown'] },
      weight: 80,
    },
  ],
  remedies: { developer: { steps: [{ en: 'Correct grant_type.', ja: 'grant_type を修正します。' }] } },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['parameter-missing'],
};
