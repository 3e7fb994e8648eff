import type { Cause } from '../../cause.ts';

export const answerCutShort: Cause = {
  id: 'answer-cut-short',
  title: {
    en: '"Unexpected end of JSON input": only a part of the answer arrived',
    ja: '「Unexpected end of JSON input」: 応答が途中までしか届いていない',
  },
  what: {
    en: 'The server answered, and the answer ends in the middle.',
    ja: 'サーバーは応答しましたが、内容が途中で終わっています。',
  },
  why: {
    en: 'A proxy, a gateway or a virus scanner cut the answer off, or the connection broke while it was on its way. Microsoft sends such answers whole.',
    ja: 'プロキシ、ゲートウェイ、ウイルス対策ソフトが応答を途中で切ったか、受信中に接続が切れました。Microsoft は応答を最後まで送ります。',
  },
  symptoms: [
    { on: 'network', where: { problem: 'cut-short' }, weight: 84 },
    { on: 'own-error', where: { code: ['entra-answer-cut', 'oidc-answer-cut'] }, weight: 88 },
  ],
  conditions: [
    {
      when: { noticed: 'empty-success' },
      add: -45,
      because: { en: 'an answer of this kind has no body', ja: 'この種の応答には本文がない' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Send the same request again; compare `Content-Length` with what arrived, and read to the end of the body before it is parsed.',
          ja: '同じ要求をもう一度送ります。`Content-Length` と受信した長さを比べ、本文を最後まで読んでから解析してください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Try without the proxy or scanner; where it then works, exempt login.microsoftonline.com and graph.microsoft.com from inspection.',
          ja: 'プロキシや検査ソフトを通さずに試します。それで動くなら、login.microsoftonline.com と graph.microsoft.com を検査の対象から外してください。',
        },
      ],
    },
  },
  certainty: 'inferred',
  sources: ['RFC 9112 section 8 (incomplete messages)', 'public reports'],
  related: ['connection-reset', 'captive-portal'],
};
