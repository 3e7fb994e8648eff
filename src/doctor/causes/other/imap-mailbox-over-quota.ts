import type { Cause } from '../../cause.ts';

export const imapMailboxOverQuota: Cause = {
  id: 'imap-mailbox-over-quota',
  title: { en: '"NO [OVERQUOTA]": the mailbox is full', ja: '「NO [OVERQUOTA]」: メールボックスが満杯' },
  what: {
    en: 'A message could not be stored, because the mailbox has no room for it.',
    ja: 'メールボックスに空きがないため、メッセージを保存できませんでした。',
  },
  why: {
    en: 'APPEND, COPY and MOVE need room like new mail does.',
    ja: 'APPEND、COPY、MOVE にも新着メールと同様に空きが必要です。',
  },
  symptoms: [
    { on: 'reply', where: { responseCode: 'OVERQUOTA' }, weight: 80 },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', responseCode: '' },
      says: [
        'exceeded its quota',
        'quota exceeded',
        'over quota',
        'mailbox is full',
        'mailbox full',
        'not enough space',
      ],
      weight: 76,
    },
  ],
  remedies: {
    user: {
      steps: [{ en: 'Delete mail and empty the trash.', ja: 'メールを削除し、ごみ箱を空にしてください。' }],
    },
    administrator: { steps: [{ en: 'Raise the quota.', ja: '容量を増やしてください。' }] },
  },
  certainty: 'documented',
  sources: ['RFC 5530, section 3', 'RFC 9208'],
  related: ['own-mailbox-full', 'google-bandwidth-limit'],
};
