import type { Cause } from '../../cause.ts';

export const recipientMailboxDisabled: Cause = {
  id: 'recipient-mailbox-disabled',
  title: {
    en: '"5.2.1": the recipient\'s mailbox is disabled or takes no mail',
    ja: '「5.2.1」: 宛先のメールボックスが無効、または受信を停止している',
  },
  what: {
    en: 'The address exists, but its mailbox accepts nothing at present.',
    ja: 'アドレスは存在しますが、メールボックスが現在受信していません。',
  },
  why: {
    en: 'The account was switched off, or receives too much at the moment.',
    ja: 'アカウントが無効化されているか、一時的に受信が多すぎます。',
  },
  symptoms: [
    { on: 'dsn', where: { status: ['5.2.1', '4.2.1'] }, weight: 80 },
    {
      on: 'reply',
      where: { enhanced: ['5.2.1', '4.2.1'], protocol: ['smtp', 'unknown'] },
      saysNot: ['at a rate', 'too quickly'],
      weight: 55,
    },
  ],
  remedies: {
    user: { steps: [{ en: 'Ask the recipient by another way.', ja: '別の手段で宛先に確認してください。' }] },
  },
  certainty: 'documented',
  sources: ['RFC 3463, section 3.3'],
  related: ['recipient-does-not-exist', 'smtp-mailbox-not-accessible'],
};
