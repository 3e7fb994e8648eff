import type { Cause } from '../../cause.ts';

export const graphIdMalformed: Cause = {
  id: 'graph-id-malformed',
  title: {
    en: 'Graph 400 "ErrorInvalidIdMalformed: Id is malformed."',
    ja: 'Graph の 400「ErrorInvalidIdMalformed: Id is malformed.」: ID の形が崩れている',
  },
  what: { en: "The id in the URL is not one of Graph's.", ja: 'URL の ID が Graph のものではありません。' },
  why: {
    en: "It was not URL-encoded (ids hold '/', '+' and '='), cut, changed in case, or is a Message-ID or an IMAP UID.",
    ja: 'URL エンコードしていない（ID には「/」「+」「=」が含まれます）、途中で切れた、大文字小文字が変わった、Message-ID や IMAP の UID を使った、などの場合です。',
  },
  symptoms: [
    { on: 'graph-error', where: { code: 'ErrorInvalidIdMalformed' }, weight: 92 },
    { on: 'graph-error', says: ['id is malformed'], weight: 90 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Encode the id, keep its case, and look a Message-ID up by filter.',
          ja: 'ID をエンコードし、大文字小文字を保ちます。Message-ID はフィルターで検索します。',
        },
      ],
      code: "GET /v1.0/me/messages?$filter=internetMessageId eq '<id@example.com>'",
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['graph-message-id-changed'],
};
