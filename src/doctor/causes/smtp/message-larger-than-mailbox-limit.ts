import type { Cause } from '../../cause.ts';

export const messageLargerThanMailboxLimit: Cause = {
  id: 'message-larger-than-mailbox-limit',
  title: {
    en: '"MapiExceptionMaxSubmissionExceeded": the message is larger than the mailbox may send',
    ja: '「MapiExceptionMaxSubmissionExceeded」: メールボックスの送信サイズ上限を超えている',
  },
  what: {
    en: 'Exchange took the message in and then refused it, because it is larger than the limit of this mailbox.',
    ja: 'Exchange はメッセージを受け取った後、メールボックスの上限を超えているため拒否しました。',
  },
  why: {
    en: "The SIZE that the server tells (150 MB) is the server's; the mailbox's own limit is 35 MB by default. Base64 makes attachments a third larger.",
    ja: 'サーバーが示す SIZE（150 MB）はサーバーの上限で、メールボックスの既定の上限は 35 MB です。base64 により添付ファイルは約 3 割大きくなります。',
  },
  symptoms: [
    {
      on: 'reply',
      says: [
        'mapiexceptionmaxsubmissionexceeded',
        'maxsubmissionexceeded',
        'messagesubmissionexceededexception',
      ],
      weight: 96,
    },
    { on: 'dsn', says: ['maxsubmissionexceeded', 'messagesubmissionexceeded'], weight: 92 },
    { on: 'graph-error', where: { code: 'ErrorMessageSizeExceeded' }, weight: 85 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Send large files as a link (OneDrive).',
          ja: '大きなファイルは OneDrive などのリンクで送ってください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'The limit of a mailbox can be raised to 150 MB.',
          ja: 'メールボックスの上限は 150 MB まで引き上げられます。',
        },
      ],
      code: 'Set-Mailbox -Identity <address> -MaxSendSize 150MB',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Exchange Online limits"', 'public reports'],
  related: ['message-larger-than-server-limit'],
};
