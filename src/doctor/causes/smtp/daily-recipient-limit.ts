import type { Cause } from '../../cause.ts';

export const dailyRecipientLimit: Cause = {
  id: 'daily-recipient-limit',
  title: {
    en: '"SubmissionQuotaExceededException": 10,000 recipients in a day are used up',
    ja: '「SubmissionQuotaExceededException」: 1 日 1 万件の受信者数の上限に達した',
  },
  what: {
    en: 'The mailbox has sent to as many recipients as it may within 24 hours.',
    ja: 'メールボックスが 24 時間に送信できる受信者数の上限に達しました。',
  },
  why: {
    en: 'The limit is 10,000 recipients per mailbox and day, by whichever protocol.',
    ja: '上限はプロトコルを問わず、メールボックスあたり 1 日 1 万件です。',
  },
  symptoms: [
    { on: 'reply', where: { enhanced: '5.1.90' }, weight: 92 },
    {
      on: 'graph-error',
      where: { code: ['ErrorSubmissionQuotaExceeded', 'ErrorSendQuotaExceeded'] },
      weight: 92,
    },
    {
      on: 'reply',
      says: ['submissionquotaexceededexception', 'submissionquotaexceeded', 'submission quota exceeded'],
      weight: 96,
    },
    { on: 'dsn', says: ['submissionquotaexceededexception', 'submission quota exceeded'], weight: 92 },
  ],
  remedies: {
    user: { steps: [{ en: 'Wait a day.', ja: '1 日待ってください。' }] },
    developer: {
      steps: [
        {
          en: 'Spread the sending over days or mailboxes that belong to different senders, or use a service for bulk mail.',
          ja: '送信を日ごとに分散するか、大量送信用のサービスを使います。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'High Volume Email and Azure Communication Services are meant for more.',
          ja: 'それ以上の送信には High Volume Email や Azure Communication Services を使います。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Exchange Online limits"'],
  related: ['sender-thread-limit', 'message-rate'],
};
