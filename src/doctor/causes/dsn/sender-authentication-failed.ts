import type { Cause } from '../../cause.ts';

const failedSpf = [
  'spf unauthorized',
  'spf check failed',
  'spf validation failed',
  'spf fail',
  'fails spf',
  'failed spf',
  'does not pass spf',
  'is not allowed to send mail from',
];

export const senderAuthenticationFailed: Cause = {
  id: 'sender-authentication-failed',
  title: {
    en: '"5.7.26", "5.7.23" or "5.7.515": SPF, DKIM or DMARC of the sender\'s domain failed',
    ja: '「5.7.26」「5.7.23」「5.7.515」: 送信ドメインの SPF・DKIM・DMARC の認証に失敗',
  },
  what: {
    en: "The recipient's server could not confirm that the message comes from the domain in From.",
    ja: '受信側のサーバーが、From のドメインからのメールであることを確認できませんでした。',
  },
  why: {
    en: "The server that sent is not in the domain's SPF record, the message has no valid DKIM signature, or neither fits the domain in From (DMARC).",
    ja: '送信サーバーが SPF レコードにない、有効な DKIM 署名がない、または From のドメインと一致しない（DMARC）ためです。',
  },
  symptoms: [
    { on: 'reply', says: ['domain s dmarc policy'], weight: 88 },
    { on: 'dsn', says: ['domain s dmarc policy'], weight: 88 },
    {
      on: 'dsn',
      where: {
        status: [
          '4.7.26',
          '4.7.27',
          '4.7.30',
          '4.7.31',
          '4.7.32',
          '4.7.40',
          '5.7.27',
          '5.7.40',
          '5.7.26',
          '5.7.23',
          '5.7.20',
          '5.7.21',
          '5.7.22',
          '5.7.24',
          '5.7.25',
          '5.7.509',
          '5.7.515',
        ],
      },
      weight: 86,
    },
    {
      on: 'reply',
      where: {
        enhanced: [
          '4.7.26',
          '4.7.27',
          '4.7.30',
          '4.7.31',
          '4.7.32',
          '4.7.40',
          '5.7.27',
          '5.7.40',
          '5.7.26',
          '5.7.23',
          '5.7.20',
          '5.7.21',
          '5.7.22',
          '5.7.24',
          '5.7.25',
          '5.7.509',
          '5.7.515',
        ],
      },
      weight: 86,
    },
    { on: 'reply', says: failedSpf, weight: 86 },
    { on: 'dsn', says: failedSpf, weight: 86 },
    { on: 'reply', says: ['not accepted for policy reasons', 'sender is unauthenticated'], weight: 84 },
  ],
  remedies: {
    user: { steps: [{ en: 'Tell your administrator.', ja: '管理者に知らせてください。' }] },
    developer: {
      steps: [
        {
          en: 'Send through the server that belongs to the domain in From.',
          ja: 'From のドメインの正規の送信サーバーを使ってください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Publish SPF for Exchange Online, switch DKIM on for the domain, and then set DMARC.',
          ja: 'Exchange Online 用の SPF を公開し、ドメインの DKIM を有効にしてから、DMARC を設定します。',
        },
      ],
      code: `v=spf1 include:spf.protection.outlook.com -all
Get-DkimSigningConfig -Identity <domain>`,
    },
  },
  certainty: 'documented',
  sources: [
    'RFC 7372',
    'RFC 7489',
    'Microsoft, "Email non-delivery reports and SMTP errors in Exchange Online"',
    'Microsoft, "Fix NDR error 550 5.7.515 in Outlook.com"',
  ],
  related: ['recipient-refuses-sender'],
};
