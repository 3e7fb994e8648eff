import type { Cause } from '../../cause.ts';

export const ownMailboxFull: Cause = {
  id: 'own-mailbox-full',
  title: {
    en: '"554 5.2.2 mailbox full", "5.2.251" or Graph "ErrorQuotaExceeded": the own mailbox is full',
    ja: '「554 5.2.2 mailbox full」「5.2.251」、Graph の「ErrorQuotaExceeded」: 自分のメールボックスが満杯',
  },
  what: {
    en: "Nothing more can be stored in the sender's own mailbox, and so nothing be sent: no copy fits into Sent Items.",
    ja: '送信者自身のメールボックスに空きがなく、何も保存できません。送信済みアイテムに控えを残せないため、送信もできません。',
  },
  why: {
    en: 'Exchange stores every message that is sent. A mailbox over its quota may not send.',
    ja: 'Exchange は送信メールをすべて保存します。容量を超えたメールボックスは送信できません。',
  },
  symptoms: [
    { on: 'reply', where: { enhanced: '5.2.251' }, weight: 94 },

    {
      on: 'reply',
      says: [
        'mapiexceptionshutoffquotaexceeded',
        'shutoffquotaexceeded',
        'quotaexceededexception mapiexception',
      ],
      // "STOREDRV.Deliver" is the recipient's mailbox.
      saysNot: ['storedrv deliver'],
      weight: 96,
    },
    { on: 'reply', says: ['mailbox full storedrv'], saysNot: ['storedrv deliver'], weight: 94 },
    { on: 'reply', where: { enhanced: '5.2.2', protocol: ['smtp', 'unknown'] }, weight: 55 },
    { on: 'graph-error', where: { code: ['ErrorQuotaExceeded', 'QuotaExceededException'] }, weight: 90 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Delete or archive mail, and empty the folders Deleted Items and Recoverable Items.',
          ja: 'メールを削除またはアーカイブし、削除済みアイテムと回復可能なアイテムを空にしてください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Look at the size, then enlarge the quota by another licence or switch the archive on.',
          ja: 'サイズを確認し、ライセンスで容量を増やすか、アーカイブを有効にします。',
        },
      ],
      code: `Get-EXOMailboxStatistics -Identity <address> | Format-List TotalItemSize
Enable-Mailbox -Identity <address> -Archive`,
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Exchange Online limits"', 'public reports'],
  related: ['dsn-mailbox-full'],
};
