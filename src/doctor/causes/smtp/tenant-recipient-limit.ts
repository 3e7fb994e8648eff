import type { Cause } from '../../cause.ts';

export const tenantRecipientLimit: Cause = {
  id: 'tenant-recipient-limit',
  title: {
    en: '"550 5.7.233" or "5.7.232": the organization has written to too many external recipients today',
    ja: '「550 5.7.233」「5.7.232」: 組織全体の 1 日の外部宛先数の上限に達した',
  },
  what: {
    en: 'The message was refused because of a limit of the whole organization, not of this mailbox.',
    ja: 'このメールボックスではなく、組織全体の上限のために送信が拒否されました。',
  },
  why: {
    en: 'Exchange Online counts external recipients of the organization over 24 hours; the limit grows with the number of licences and is low for trials (5.7.232). Addresses of onmicrosoft.com may write to 100 external recipients a day (5.7.236).',
    ja: 'Exchange Online は組織の外部宛先を 24 時間で数えます。上限はライセンス数に応じて増え、試用版では低くなります（5.7.232）。onmicrosoft.com のアドレスからは 1 日 100 宛先までです（5.7.236）。',
  },
  symptoms: [
    { on: 'reply', where: { enhanced: ['5.7.232', '5.7.233', '5.7.236'] }, weight: 94 },
    { on: 'dsn', where: { status: ['5.7.232', '5.7.233', '5.7.236'] }, weight: 94 },
    { on: 'reply', says: ['tenant has exceeded its daily limit'], weight: 92 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Wait until the next day, and send newsletters through a service that is made for them.',
          ja: '翌日まで待ち、ニュースレターなどの一斉送信には専用のサービスを使ってください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'See what the organization sends: Exchange admin center > Reports > Mail flow > Tenant Outbound External Recipients. Send from a domain of your own instead of onmicrosoft.com.',
          ja: '組織の送信数を確認します（Exchange 管理センター >［レポート］>［メール フロー］> テナントの外部宛先数）。onmicrosoft.com ではなく独自ドメインから送信します。',
        },
      ],
      code: 'Get-LimitsEnforcementStatus',
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Exchange Online limits"',
    'Microsoft, "Email non-delivery reports and SMTP errors in Exchange Online"',
  ],
  related: ['daily-recipient-limit', 'message-rate'],
};
