import type { Cause } from '../../cause.ts';

export const smtpServerBusy: Cause = {
  id: 'smtp-server-busy',
  title: {
    en: '"451 4.7.500 Server busy" or "4.4.22": Exchange asks to come back later',
    ja: '「451 4.7.500 Server busy」「4.4.22」: 混雑のため後で再試行する',
  },
  what: {
    en: 'The server does not take mail from this sender or address at the moment.',
    ja: 'サーバーが、この送信者または IP アドレスからのメールを一時的に受け付けていません。',
  },
  why: {
    en: 'It protects itself from bursts. The message is not lost as long as the sender keeps it.',
    ja: '急激な送信から自身を守るための応答です。送信側がメッセージを保持していれば失われません。',
  },
  symptoms: [
    { on: 'reply', where: { code: [452, 451, 421], enhanced: '4.3.1' }, weight: 80 },

    { on: 'reply', where: { enhanced: ['4.7.500', '4.4.22'] }, weight: 88 },
    { on: 'reply', where: { status: 'later' }, says: ['server busy'], weight: 82 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Keep the message in a queue and repeat after 5 minutes, then with growing pauses. Fewer connections help.',
          ja: 'メッセージをキューに残し、5 分後から間隔を延ばして再試行します。接続数を減らすと効果があります。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['smtp-temporary-server-error', 'smtp-service-not-active'],
};
