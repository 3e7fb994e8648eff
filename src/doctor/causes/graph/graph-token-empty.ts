import type { Cause } from '../../cause.ts';

export const graphTokenEmpty: Cause = {
  id: 'graph-token-empty',
  title: {
    en: 'Graph 401 "Access token is empty.": the Authorization header is missing or blank',
    ja: 'Graph の 401「Access token is empty.」: Authorization ヘッダーがない、または空',
  },
  what: { en: 'The request reached Graph without a token.', ja: '要求がトークンなしで Graph に届きました。' },
  why: {
    en: 'The variable was empty, the header was lost at a redirect or in a proxy, or it was set on another client object.',
    ja: '変数が空、リダイレクトやプロキシでヘッダーが失われた、別のクライアント オブジェクトに設定していた、などの場合です。',
  },
  symptoms: [{ on: 'graph-error', says: ['access token is empty'], weight: 96 }],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Send `Authorization: Bearer <token>` with every request.',
          ja: 'すべての要求に `Authorization: Bearer <トークン>` を付けてください。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['graph-token-malformed'],
};
