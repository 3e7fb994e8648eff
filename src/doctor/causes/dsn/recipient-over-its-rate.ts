import type { Cause } from '../../cause.ts';

export const recipientOverItsRate: Cause = {
  id: 'recipient-over-its-rate',
  title: {
    en: '"550 5.2.121" or "5.2.122": the recipient gets too many messages an hour',
    ja: '「550 5.2.121」「5.2.122」: 宛先の 1 時間あたりの受信数が上限を超えた',
  },
  what: {
    en: 'The message was refused because the mailbox it was for has had too many messages within an hour, from everybody (5.2.122) or from this sender (5.2.121).',
    ja: '宛先のメールボックスが 1 時間に受信できる数を、全体で（5.2.122）またはこの送信者から（5.2.121）超えたため、拒否されました。',
  },
  why: {
    en: 'Exchange Online lets a mailbox receive 3,600 messages in an hour, and a third of that from one sender. Alarms and loops reach that.',
    ja: 'Exchange Online の受信上限は 1 時間に 3,600 通、1 人の送信者からはその約 3 分の 1 です。警報メールやループで達します。',
  },
  symptoms: [
    { on: 'reply', where: { enhanced: ['5.2.121', '5.2.122'] }, weight: 94 },
    { on: 'dsn', where: { status: ['5.2.121', '5.2.122'] }, weight: 94 },
    {
      on: 'reply',
      says: [
        'exceeded their limit for the number of messages they can receive',
        'receiving mail at a rate',
        'receiving email at a rate',
        'receiving mail too quickly',
        'receiving email too quickly',
        'recipient thread limit exceeded',
      ],
      weight: 90,
    },
  ],
  remedies: {
    user: { steps: [{ en: 'Wait an hour.', ja: '1 時間待ってください。' }] },
    developer: {
      steps: [
        {
          en: 'Put alarms together into one message, and stop what writes in a loop.',
          ja: '警報を 1 通にまとめ、ループして送信している処理を止めます。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Exchange Online limits"'],
  related: ['mail-loop', 'message-rate'],
};
