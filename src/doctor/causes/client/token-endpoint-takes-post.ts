import type { Cause } from '../../cause.ts';

export const tokenEndpointTakesPost: Cause = {
  id: 'token-endpoint-takes-post',
  title: {
    en: 'AADSTS900561: the endpoint only accepts POST requests, received a GET request',
    ja: 'AADSTS900561: エンドポイントは POST だけを受け付ける（GET を受信した）',
  },
  what: {
    en: 'The token endpoint was called with GET, or with a body it does not take.',
    ja: 'トークン エンドポイントが GET で、または受け付けられない本文で呼び出されました。',
  },
  why: {
    en: 'It was opened in a browser, a redirect turned POST into GET, or the wrong URL of the two was used.',
    ja: 'ブラウザーで開いた、リダイレクトで POST が GET に変わった、/authorize と /token を取り違えた、などです。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [900561, 90056] }, weight: 93 },
    { on: 'oauth-error', says: ['only accepts POST'], weight: 82 },
    { on: 'request', where: { endpoint: 'token', flaws: 'get' }, weight: 84 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Send a POST with a form, and do not follow redirects to it.',
          ja: 'フォームを POST で送り、リダイレクトを経由しないようにします。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['body-is-not-a-form'],
};
