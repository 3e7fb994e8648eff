import type { Cause } from '../../cause.ts';

export const smtpMailboxNotAccessible: Cause = {
  id: 'smtp-mailbox-not-accessible',
  title: {
    en: '"550 5.2.1 Mailbox cannot be accessed": the mailbox is disabled, deleted or has no licence',
    ja: '「550 5.2.1 Mailbox cannot be accessed」: メールボックスが無効、削除済み、またはライセンスがない',
  },
  what: {
    en: 'Sign-in to SMTP reached a mailbox that cannot be opened.',
    ja: 'SMTP のサインインで、開けないメールボックスに行き当たりました。',
  },
  why: {
    en: 'The mailbox is disabled or soft-deleted, or its licence was taken away.',
    ja: 'メールボックスが無効化または論理的に削除されている、あるいはライセンスが外されています。',
  },
  symptoms: [
    { on: 'reply', where: { enhanced: '5.2.253' }, weight: 88 },
    { on: 'reply', says: ['mailbox cannot be accessed'], weight: 90 },
  ],
  remedies: {
    administrator: {
      steps: [{ en: 'Check the mailbox and its licence.', ja: 'メールボックスとライセンスを確認します。' }],
      code: `Get-EXOMailbox -Identity <address>
Get-EXOMailbox -SoftDeletedMailbox -Identity <address>`,
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['mailbox-without-licence'],
};
