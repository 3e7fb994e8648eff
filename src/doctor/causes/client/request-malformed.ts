import type { Cause } from '../../cause.ts';

export const requestMalformed: Cause = {
  id: 'request-malformed',
  title: {
    en: 'AADSTS90023, AADSTS90004, AADSTS90100: the authentication request is not properly formatted',
    ja: 'AADSTS90023・AADSTS90004・AADSTS90100: 認証要求の形式が正しくない',
  },
  what: {
    en: 'The request has a parameter that cannot be read.',
    ja: '要求に、読み取れないパラメーターがあります。',
  },
  why: {
    en: 'A value is empty, given twice, encoded twice or of a wrong kind.',
    ja: '値が空、重複、二重のエンコード、種類の誤りなどです。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: {
        numbers: [
          50029, 50107, 90005, 90007, 90010, 90022, 90101, 90102, 90107, 90114, 90013, 90015, 90016, 90117,
        ],
      },
      weight: 72,
    },

    {
      on: 'oauth-error',
      where: { numbers: [90023, 90004, 90100] },
      // The number is that of many flaws; where the sentence names one, that one has a page of its own.
      saysNot: [
        'public clients can t send a client secret',
        'no applicable permissions were found',
        'cross origin token redemption is permitted only',
      ],
      weight: 84,
    },
    {
      on: 'oauth-error',
      where: { error: 'invalid_request', server: ['microsoft', 'unknown'] },
      given: { 'error.number': 'no' },
      weight: 30,
    },
    { on: 'oauth-error', says: ['request is not properly formatted'], weight: 60 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Compare the request as it is sent with the documented one, parameter by parameter.',
          ja: '実際に送られる要求を、ドキュメントの例とパラメーターごとに比べます。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['parameter-missing', 'refresh-token-damaged'],
};
