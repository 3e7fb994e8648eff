import type { Cause } from '../../cause.ts';

export const tenantRestrictedForSpam: Cause = {
  id: 'tenant-restricted-for-spam',
  title: {
    en: '"550 5.7.705" or "5.7.708 Access denied": the whole organization may not send',
    ja: '「550 5.7.705」「5.7.708 Access denied」: 組織全体の送信が制限されている',
  },
  what: {
    en: 'Exchange Online refuses mail from this organization, not only from this sender.',
    ja: 'この送信者だけでなく、組織全体からの送信が拒否されています。',
  },
  why: {
    en: '5.7.705: too much spam, or too much mail through domains that are not set up. 5.7.708: traffic from addresses of low reputation, often a new or trial organization.',
    ja: '5.7.705 は迷惑メールや未登録ドメインからの送信が多すぎる場合、5.7.708 は評価の低い IP からの通信で、新規や試用の組織に多く見られます。',
  },
  symptoms: [
    {
      on: 'reply',
      where: {
        enhanced: ['5.7.700', '5.7.707', '5.7.709', '5.7.713', '5.7.723', '5.7.749', '5.7.750'],
      },
      weight: 82,
    },

    { on: 'reply', where: { enhanced: ['5.7.705', '5.7.708'] }, weight: 94 },
    { on: 'dsn', where: { status: ['5.7.705', '5.7.708'] }, weight: 92 },
    { on: 'reply', says: ['tenant has exceeded threshold'], weight: 90 },
  ],
  remedies: {
    administrator: {
      steps: [
        {
          en: 'Find and stop the source (Defender portal > Restricted entities, message trace), then open a support case: an administrator cannot lift it.',
          ja: '原因となる送信元を特定して止め（Defender ポータルの［制限付きエンティティ］、メッセージ追跡）、サポートに連絡してください。管理者自身では解除できません。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Email non-delivery reports and SMTP errors in Exchange Online"'],
  related: ['sender-restricted-for-spam'],
};
