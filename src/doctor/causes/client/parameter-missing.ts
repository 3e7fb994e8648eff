import type { Cause } from '../../cause.ts';

export const parameterMissing: Cause = {
  id: 'parameter-missing',
  title: {
    en: 'AADSTS900144, AADSTS90014: a required parameter or field is missing from the request',
    ja: 'AADSTS900144・AADSTS90014: 要求に必須のパラメーターがない',
  },
  what: {
    en: 'The parameter that the text names is missing or empty.',
    ja: '文面に示されたパラメーターがないか、空です。',
  },
  why: {
    en: 'A setting of the program is empty, or a name is misspelt. (The text says "request body" for a URL too.)',
    ja: 'プログラムの設定が空か、名前の書き間違いです（URL の場合も文面は「request body」となります）。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 900144 }, weight: 62 },
    { on: 'oauth-error', where: { numbers: 90014 }, weight: 74 },
    {
      on: 'oauth-error',
      says: ['must contain the following parameter'],
      saysNot: ["'grant_type'", 'client_assertion'],
      weight: 60,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Look at the request as it is sent, and fill in what the text names.',
          ja: '実際に送られる要求を確認し、示されたパラメーターを設定します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['body-is-not-a-form', 'url-cut-at-ampersand', 'request-malformed'],
};
