import type { Cause } from '../../cause.ts';

export const subscriptionValidationFailed: Cause = {
  id: 'subscription-validation-failed',
  title: {
    en: 'Graph "Subscription validation request failed. Notification endpoint must respond with 200 OK"',
    ja: 'Graph の「Subscription validation request failed. Notification endpoint must respond with 200 OK」',
  },
  what: {
    en: 'Graph called the notification URL while the subscription was made, and did not get the answer it wants.',
    ja: 'サブスクリプションの作成中に Graph が通知 URL を呼び出しましたが、期待する応答が返りませんでした。',
  },
  why: {
    en: 'The endpoint must answer the POST with `?validationToken=` with 200, `text/plain` and the decoded token alone. Redirects, sign-in walls, GET-only handlers, JSON parsers that choke on the empty body, firewalls and private certificates break it.',
    ja: '`?validationToken=` 付きの POST に、200、`text/plain`、デコードしたトークンだけを返す必要があります。リダイレクト、認証画面、GET 専用の処理、空の本文での JSON 解析エラー、ファイアウォール、自己署名証明書などが失敗の原因です。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'noticed', value: 'validation-token-refused' }, weight: 60 },
    { on: 'graph-error', where: { code: 'ValidationError' }, weight: 76 },
    {
      on: 'graph-error',
      says: ['subscription validation request failed', 'must respond with 200 ok to validation'],
      weight: 95,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Handle the validation before anything else, and escape nothing but HTML.',
          ja: '他の処理より先に検証要求を処理してください。',
        },
      ],
      code: `POST /notify?validationToken=Validation%3a+Testing...
HTTP/1.1 200 OK
Content-Type: text/plain

Validation: Testing...`,
    },
    administrator: {
      steps: [
        {
          en: 'The address must be reachable from the internet by HTTPS with a public certificate.',
          ja: '公的な証明書の HTTPS で、インターネットから到達できる必要があります。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft Graph, "Receive change notifications through webhooks"'],
  related: ['subscription-validation-timed-out'],
};
