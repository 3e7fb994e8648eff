import type { Cause } from '../../cause.ts';

export const dsnMailboxFull: Cause = {
  id: 'dsn-mailbox-full',
  title: {
    en: '"5.2.2 mailbox full" in a bounce: the recipient\'s mailbox is full',
    ja: '配信不能通知の「5.2.2 mailbox full」: 宛先のメールボックスが満杯',
  },
  what: {
    en: "The recipient's mailbox has no room for the message.",
    ja: '宛先のメールボックスに空きがありません。',
  },
  why: { en: 'The quota of that mailbox is used up.', ja: 'メールボックスの容量を使い切っています。' },
  symptoms: [
    { on: 'dsn', where: { status: ['5.2.2', '4.2.2'] }, weight: 85 },
    { on: 'reply', where: { enhanced: ['4.2.2'], protocol: ['smtp', 'unknown'] }, weight: 75 },
    {
      on: 'reply',
      where: { enhanced: '5.2.2', protocol: ['smtp', 'unknown'] },
      saysNot: ['storedrv', 'quotaexceeded'],
      weight: 60,
    },
    // Delivery is into the recipient's mailbox; what is refused to the sender is "STOREDRV.Submission".
    { on: 'reply', where: { enhanced: '5.2.2' }, says: ['storedrv deliver'], weight: 92 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Tell the recipient by another way and send again later.',
          ja: '別の手段で宛先に知らせ、後で再送してください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Raise the quota of the mailbox or switch its archive on.',
          ja: 'メールボックスの容量を増やすか、アーカイブを有効にします。',
        },
      ],
      code: 'Get-EXOMailboxStatistics -Identity <address> | Format-List TotalItemSize',
    },
  },
  certainty: 'documented',
  sources: ['RFC 3463, section 3.3'],
  related: ['own-mailbox-full'],
};
