import type { Cause } from '../../cause.ts';

export const graphChangeConflict: Cause = {
  id: 'graph-change-conflict',
  title: {
    en: 'Graph 409 or 412 "ErrorIrresolvableConflict": the message has changed since it was read (change key)',
    ja: 'Graph の 409・412「ErrorIrresolvableConflict」: 読み取った後にメッセージが変更された（変更キー）',
  },
  what: {
    en: 'The change or the sending was refused, because the message is no longer as it was when it was read.',
    ja: 'メッセージが読み取り時の状態ではなくなったため、変更または送信が拒否されました。',
  },
  why: {
    en: 'Two programs, or two requests of one program at the same time, change the same message; the change key (ETag) of the slower one is out of date.',
    ja: '2 つのプログラム、または同じプログラムの同時の要求が同じメッセージを変更しており、遅い方の変更キー (ETag) が古くなっています。',
  },
  symptoms: [
    { on: 'graph-error', where: { code: 'ErrorIrresolvableConflict' }, weight: 92 },
    { on: 'graph-error', says: ['change key passed in the request does not match'], weight: 94 },
    { on: 'graph-error', where: { status: [409, 412] }, weight: 45 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Read the message again, then repeat the change; send the requests for one message one after the other.',
          ja: 'メッセージを読み直してから変更をやり直します。1 つのメッセージへの要求は順番に送ります。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "ResponseCode" of Exchange Web Services',
    'Microsoft Graph, "Error responses and resource types"',
  ],
  related: ['graph-message-id-changed', 'graph-mailbox-concurrency'],
};
