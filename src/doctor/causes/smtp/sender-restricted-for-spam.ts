import type { Cause } from '../../cause.ts';

export const senderRestrictedForSpam: Cause = {
  id: 'sender-restricted-for-spam',
  title: {
    en: '"550 5.1.8 Access denied, bad outbound sender": the sender is on the restricted list for spam',
    ja: '「550 5.1.8 Access denied, bad outbound sender」: 送信者が迷惑メールにより送信制限されている',
  },
  what: {
    en: 'Exchange Online lets this sender send nothing outside, because too much of it was taken for spam.',
    ja: '迷惑メールの送信が疑われたため、Exchange Online がこの送信者の外部送信を禁止しています。',
  },
  why: {
    en: 'Most often the account was stolen and used to send spam.',
    ja: '多くの場合、アカウントが乗っ取られて迷惑メールの送信に使われています。',
  },
  symptoms: [
    { on: 'reply', where: { enhanced: ['5.1.8', '5.7.501', '5.7.502', '5.7.503'] }, weight: 90 },
    { on: 'reply', says: ['bad outbound sender'], weight: 95 },
    { on: 'dsn', where: { status: ['5.1.8', '5.7.501', '5.7.502', '5.7.503'] }, weight: 90 },
    { on: 'dsn', says: ['bad outbound sender'], weight: 94 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Change your password and tell your administrator.',
          ja: 'パスワードを変更し、管理者に連絡してください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Secure the account, then unblock it: Microsoft Defender portal > Email & collaboration > Review > Restricted entities.',
          ja: 'アカウントの安全を確保してから制限を解除します（Microsoft Defender ポータル >［メールとコラボレーション］>［確認］>［制限付きエンティティ］）。',
        },
      ],
      code: `Get-BlockedSenderAddress
Remove-BlockedSenderAddress -SenderAddress <address>`,
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Remove blocked users from the Restricted entities page"'],
  related: ['tenant-restricted-for-spam'],
};
