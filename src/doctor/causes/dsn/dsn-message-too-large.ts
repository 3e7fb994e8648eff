import type { Cause } from '../../cause.ts';

export const dsnMessageTooLarge: Cause = {
  id: 'dsn-message-too-large',
  title: {
    en: '"5.2.3" in a bounce: the message is larger than the recipient takes',
    ja: '配信不能通知の「5.2.3」: メッセージが宛先の受信サイズ上限を超えている',
  },
  what: {
    en: "The recipient's mailbox or server does not take messages of this size.",
    ja: '宛先のメールボックスまたはサーバーの受信サイズ上限を超えています。',
  },
  why: {
    en: 'Limits of receiving are often smaller than those of sending.',
    ja: '受信の上限は送信の上限より小さいことがよくあります。',
  },
  symptoms: [
    { on: 'dsn', where: { status: ['5.2.3'] }, weight: 85 },
    { on: 'reply', where: { enhanced: ['5.2.3'], protocol: ['smtp', 'unknown'] }, weight: 78 },
  ],
  remedies: {
    user: {
      steps: [{ en: 'Send a link instead of the file.', ja: 'ファイルの代わりにリンクを送ってください。' }],
    },
    administrator: {
      steps: [{ en: 'For an own mailbox:', ja: '自社のメールボックスの場合は上限を変更できます。' }],
      code: 'Set-Mailbox -Identity <address> -MaxReceiveSize 150MB',
    },
  },
  certainty: 'documented',
  sources: ['RFC 3463, section 3.3'],
  related: ['message-larger-than-server-limit'],
};
