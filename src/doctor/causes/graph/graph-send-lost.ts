import type { Cause } from '../../cause.ts';

export const graphSendLost: Cause = {
  id: 'graph-send-lost',
  title: {
    en: 'Graph sendMail answers 200 and nothing is sent',
    ja: 'Graph の sendMail が 200 を返すのに送信されない',
  },
  what: {
    en: 'The answer looked like success, and the message never left.',
    ja: '応答は成功に見えますが、メッセージは送信されていません。',
  },
  why: {
    en: 'sendMail answers 202. For MIME bodies above about 2.2 MB a bare 200 has been reported, with nothing sent.',
    ja: 'sendMail の成功応答は 202 です。約 2.2 MB を超える MIME 本文で、何も送信されないまま 200 が返った例があります。',
  },
  symptoms: [{ on: 'told', where: { fact: 'noticed', value: 'silent-send' }, weight: 80 }],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Take anything but 202 as a failure, and send large messages by an upload session or SMTP.',
          ja: '202 以外は失敗として扱い、大きなメッセージはアップロード セッションか SMTP で送信します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['graph-request-too-large'],
};
