import type { Cause } from '../../cause.ts';

export const graphBodyWrong: Cause = {
  id: 'graph-body-wrong',
  title: {
    en: 'Graph 400 "RequestBodyRead", "UnableToDeserializePostBody", "Empty Payload": the JSON of the request is not what Graph expects',
    ja: 'Graph の 400「RequestBodyRead」「UnableToDeserializePostBody」「Empty Payload」: 要求の JSON が正しくない',
  },
  what: {
    en: 'Graph cannot read the body of the request.',
    ja: 'Graph が要求の本文を読み取れません。',
  },
  why: {
    en: 'A property is misspelt or at the wrong depth (sendMail wants everything in "message"), the body is no JSON or empty, or Content-Type is missing.',
    ja: 'プロパティ名や階層が違う（sendMail では "message" の中に入れます）、本文が JSON ではないか空、Content-Type がない、などの場合です。',
  },
  symptoms: [
    { on: 'graph-error', where: { code: ['RequestBodyRead', 'UnableToDeserializePostBody'] }, weight: 92 },
    { on: 'graph-error', where: { code: 'ErrorInvalidRequest' }, weight: 55 },
    {
      on: 'graph-error',
      says: [
        'json content expected',
        'unable to read json request payload',
        'content type header declaration',
        'does not exist on type',
        'unable to deserialize',
      ],
      weight: 90,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Send Content-Type: application/json, and a body of this form.',
          ja: 'Content-Type: application/json と、次の形の本文を送ります。',
        },
      ],
      code: '{"message":{"subject":"...","body":{"contentType":"Text","content":"..."},"toRecipients":[{"emailAddress":{"address":"<address>"}}]}}',
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['graph-request-path-wrong'],
};
