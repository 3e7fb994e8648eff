import type { Cause } from '../../cause.ts';

export const messageLargerThanServerLimit: Cause = {
  id: 'message-larger-than-server-limit',
  title: {
    en: '"552 5.3.4 Message size exceeds fixed maximum message size"',
    ja: '「552 5.3.4 Message size exceeds ...」: メッセージがサーバーのサイズ上限を超えている',
  },
  what: {
    en: 'The server does not take a message of this size.',
    ja: 'サーバーはこのサイズのメッセージを受け付けません。',
  },
  why: {
    en: 'Every server tells its limit as SIZE in the answer to EHLO. Base64 makes attachments a third larger.',
    ja: '各サーバーは EHLO の応答の SIZE で上限を示します。base64 により添付ファイルは約 3 割大きくなります。',
  },
  symptoms: [
    { on: 'reply', where: { code: [550, 554], enhanced: '5.3.4' }, weight: 84 },

    { on: 'reply', where: { code: 552, enhanced: '5.3.4' }, weight: 90 },
    { on: 'reply', where: { code: 552 }, says: ['size'], weight: 75 },
    { on: 'dsn', where: { status: '5.3.4' }, weight: 88 },
  ],
  remedies: {
    user: { steps: [{ en: 'Send large files as a link.', ja: '大きなファイルはリンクで送ってください。' }] },
    developer: {
      steps: [
        {
          en: 'Compare the size of the encoded message with SIZE before sending, and announce it: `MAIL FROM:<...> SIZE=<octets>`.',
          ja: '送信前にエンコード後のサイズを SIZE と比べ、`MAIL FROM:<...> SIZE=<バイト数>` で申告します。',
        },
      ],
    },
    administrator: {
      steps: [
        { en: 'The limit of a mailbox:', ja: 'メールボックスの上限は次のコマンドで確認・変更できます。' },
      ],
      code: `Get-EXOMailbox -Identity <address> -Properties MaxSendSize | Format-List MaxSendSize
Set-Mailbox -Identity <address> -MaxSendSize 150MB`,
    },
  },
  certainty: 'documented',
  sources: ['RFC 1870', 'RFC 3463, section 3.4'],
  related: ['message-larger-than-mailbox-limit'],
};
