import type { Cause } from '../../cause.ts';

export const graphMimeNotBase64: Cause = {
  id: 'graph-mime-not-base64',
  title: {
    en: 'Graph "ErrorMimeContentInvalidBase64String: Invalid base64 string for MIME content."',
    ja: 'Graph の「ErrorMimeContentInvalidBase64String: Invalid base64 string for MIME content.」',
  },
  what: {
    en: 'The body of sendMail was taken for MIME and is not base64.',
    ja: 'sendMail の本文が MIME として扱われましたが、base64 ではありません。',
  },
  why: {
    en: 'With `Content-Type: text/plain` Graph wants the whole message in base64.',
    ja: '`Content-Type: text/plain` の場合、Graph はメッセージ全体の base64 を期待します。',
  },
  symptoms: [
    { on: 'graph-error', where: { code: 'ErrorMimeContentInvalidBase64String' }, weight: 95 },
    { on: 'graph-error', says: ['invalid base64 string for mime content'], weight: 95 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Encode the message, or send JSON with `Content-Type: application/json`.',
          ja: 'メッセージをエンコードするか、JSON を `Content-Type: application/json` で送ります。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft Graph, "user: sendMail"'],
  related: ['graph-request-too-large'],
};
