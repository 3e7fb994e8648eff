import type { Cause } from '../../cause.ts';

export const graphTokenMalformed: Cause = {
  id: 'graph-token-malformed',
  title: {
    en: 'Graph 401 "IDX14100: JWT is not well formed, there are no dots" or "CompactToken parsing failed" (80049217)',
    ja: 'Graph の 401「IDX14100: JWT is not well formed, there are no dots」「CompactToken parsing failed」（80049217）',
  },
  what: {
    en: 'What stood after "Bearer" is not a token.',
    ja: '「Bearer」の後にあるものがトークンではありません。',
  },
  why: {
    en: "The word Bearer twice, quotes around the token, an encrypted value of a cache, a cut copy, or a variable's name.",
    ja: 'Bearer の重複、引用符、キャッシュ内の暗号化された値、途中で切れたコピー、変数名のままの文字列などです。',
  },
  symptoms: [
    // Of personal accounts: what it was given is no token of theirs.
    { on: 'program-code', where: { program: 'other', code: 'RPS-CERT' }, weight: 88 },
    {
      on: 'graph-error',
      says: [
        'idx14100',
        'jwt is not well formed',
        '80049217',
        'compacttoken parsing failed',
        'invalid signature',
        'signing key is invalid',
      ],
      weight: 94,
    },
  ],
  conditions: [
    {
      when: { 'token.audience': 'exchange' },
      add: -40,
      because: { en: 'the token is for Exchange', ja: 'トークンが Exchange 宛てである' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Print the length and the first three characters, and check the header: `Authorization: Bearer <token>`, once.',
          ja: '長さと先頭 3 文字を確認し、ヘッダーが `Authorization: Bearer <トークン>` と 1 回だけになっているか確認します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['graph-token-empty', 'token-mangled-at-mail-server'],
};
