import type { Cause } from '../../cause.ts';

export const recipientBlockedByOwnOrganization: Cause = {
  id: 'recipient-blocked-by-own-organization',
  title: {
    en: '"550 5.7.703 ... blocked by your organization using Tenant Allow Block List": your own organization blocks this recipient',
    ja: '「550 5.7.703 ... blocked by your organization using Tenant Allow Block List」: 自組織が宛先をブロックしている',
  },
  what: {
    en: "The sender's organization has put a recipient's address or domain on its block list.",
    ja: '送信者の組織が、宛先のアドレスまたはドメインを禁止リストに登録しています。',
  },
  why: {
    en: 'The list works in both directions: what may not send to the organization may not be written to. One blocked recipient stops the message for all its recipients.',
    ja: 'このリストは双方向に働きます。受信を禁止した相手には送信もできません。宛先のうち一つでも禁止されていると、メッセージはどの宛先にも届きません。',
  },
  symptoms: [
    { on: 'reply', where: { enhanced: '5.7.703' }, weight: 95 },
    { on: 'dsn', where: { status: '5.7.703' }, weight: 95 },
    { on: 'reply', says: ['tenant allow block list'], weight: 92 },
    { on: 'dsn', says: ['tenant allow block list'], weight: 92 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Take the blocked recipient out and send again to the others; ask an administrator to unblock it.',
          ja: '禁止された宛先を外して他の宛先に再送し、解除を管理者に依頼してください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Microsoft Defender portal > Policies & rules > Threat policies > Tenant Allow/Block Lists: find out why the entry was made before you remove it.',
          ja: 'Microsoft Defender ポータル >［ポリシーとルール］>［脅威ポリシー］>［テナントの許可/禁止リスト］で、登録の理由を確認してから削除します。',
        },
      ],
      code: "Get-TenantAllowBlockListItems -ListType Sender -Block | Format-Table Value,ExpirationDate,Notes\nRemove-TenantAllowBlockListItems -ListType Sender -Entries '<address or domain>'",
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "NDR error codes 550 5.7.703, 550 5.7.705, 550 5.7.708, and 550 5.7.750"'],
  related: ['recipient-refuses-sender', 'tenant-restricted-for-spam'],
};
