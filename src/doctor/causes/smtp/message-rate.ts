import type { Cause } from '../../cause.ts';

export const messageRate: Cause = {
  id: 'message-rate',
  title: {
    en: 'Mail arrives late when more than 30 messages are sent in a minute',
    ja: '1 分に 30 通を超えて送信すると配信が遅れる',
  },
  what: {
    en: 'Nothing is refused; messages wait at Exchange before they go out.',
    ja: '拒否はされませんが、メッセージが Exchange で待たされます。',
  },
  why: {
    en: 'A mailbox may send 30 messages a minute. What is more is delayed.',
    ja: 'メールボックスの送信は 1 分 30 通までで、超えた分は遅延します。',
  },
  symptoms: [{ on: 'told', where: { fact: 'noticed', value: 'mail-late' }, weight: 70 }],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Queue at 25 messages a minute for each mailbox.',
          ja: 'メールボックスごとに 1 分 25 通程度で送信するキューを設けます。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'For bulk mail use High Volume Email or Azure Communication Services.',
          ja: '大量送信には High Volume Email や Azure Communication Services を使います。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Exchange Online limits"'],
  related: ['sender-thread-limit', 'daily-recipient-limit'],
};
