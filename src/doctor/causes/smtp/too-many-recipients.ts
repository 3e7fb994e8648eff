import type { Cause } from '../../cause.ts';

export const tooManyRecipients: Cause = {
  id: 'too-many-recipients',
  title: {
    en: '"452 4.5.3 Too many recipients"',
    ja: '「452 4.5.3 Too many recipients」: 1 通の宛先が多すぎる',
  },
  what: {
    en: 'The server takes no further recipients for this message.',
    ja: 'サーバーは、このメッセージにこれ以上の宛先を受け付けません。',
  },
  why: {
    en: 'Exchange Online allows 500 recipients in a message by default, up to 1,000 where an administrator says so.',
    ja: 'Exchange Online の宛先数は既定で 1 通 500 件、管理者の設定で最大 1,000 件です。',
  },
  symptoms: [
    { on: 'reply', where: { enhanced: '5.2.254' }, weight: 90 },

    { on: 'reply', where: { enhanced: ['4.5.3', '5.5.3'] }, weight: 88 },
    { on: 'reply', says: ['too many recipients'], weight: 88 },
    { on: 'dsn', where: { status: ['4.5.3', '5.5.3'] }, weight: 84 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Send the message to those who were accepted and again to the rest, a few hundred at a time.',
          ja: '受け付けられた宛先にまず送信し、残りは数百件ずつに分けて送ります。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Change the limit of a mailbox, or use a distribution group.',
          ja: 'メールボックスの上限を変更するか、配布グループを使います。',
        },
      ],
      code: 'Set-Mailbox -Identity <address> -RecipientLimits 1000',
    },
  },
  certainty: 'documented',
  sources: ['RFC 5321, section 4.5.3.1.10', 'Microsoft, "Exchange Online limits"'],
  related: ['daily-recipient-limit'],
};
