import type { Cause } from '../../cause.ts';

export const graphTokenAtOutlookRest: Cause = {
  id: 'graph-token-at-outlook-rest',
  title: {
    en: '"InvalidAudienceForResource": a Graph token was sent to outlook.office.com',
    ja: '「InvalidAudienceForResource」: outlook.office.com に Graph 宛てのトークンを送っている',
  },
  what: {
    en: 'The old Outlook REST address was called with a token for Graph.',
    ja: '旧 Outlook REST API のアドレスに、Graph 宛てのトークンが送られました。',
  },
  why: {
    en: 'The audience of a token and the host that is called must belong together.',
    ja: 'トークンの宛先と呼び出すホストは対応していなければなりません。',
  },
  symptoms: [
    { on: 'graph-error', where: { code: 'InvalidAudienceForResource' }, weight: 95 },
    { on: 'graph-error', says: ['audience claim value is invalid'], weight: 94 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Call https://graph.microsoft.com/v1.0 with a Graph token. The Outlook REST API is retired.',
          ja: 'Graph のトークンでは https://graph.microsoft.com/v1.0 を呼び出します。Outlook REST API は廃止されています。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['exchange-token-at-graph'],
};
