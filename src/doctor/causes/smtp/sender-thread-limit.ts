import type { Cause } from '../../cause.ts';

export const senderThreadLimit: Cause = {
  id: 'sender-thread-limit',
  title: {
    en: '"432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded": more than three submissions at once',
    ja: '「432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded」: 同時送信が 3 件を超えている',
  },
  what: {
    en: 'Too many messages of one mailbox are being handed in at the same time.',
    ja: '1 つのメールボックスから同時に送信中のメッセージが多すぎます。',
  },
  why: {
    en: 'A mailbox may have three submissions at once.',
    ja: '同時送信はメールボックスあたり 3 件までです。',
  },
  symptoms: [
    { on: 'reply', says: ['sender thread limit exceeded', 'thread limit exceeded'], weight: 96 },
    { on: 'dsn', says: ['sender thread limit exceeded'], weight: 92 },
    { on: 'reply', where: { code: 432 }, weight: 60 },
    { on: 'reply', where: { code: 421 }, says: ['number of concurrent connections'], weight: 62 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Send one message after another for each mailbox (at most three connections over all workers), and repeat refused ones after a minute.',
          ja: 'メールボックスごとに 1 通ずつ（全ワーカー合計で最大 3 接続）送信し、拒否されたものは 1 分後に再送します。',
        },
      ],
      code: `# Postfix, main.cf
default_destination_concurrency_limit = 1
default_destination_rate_delay = 3s`,
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
  sources: ['Microsoft support articles for Exchange Online (SMTP submission improvements)'],
  related: ['message-rate', 'daily-recipient-limit'],
};
