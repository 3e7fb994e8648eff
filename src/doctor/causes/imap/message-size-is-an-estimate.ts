import type { Cause } from '../../cause.ts';

export const messageSizeIsAnEstimate: Cause = {
  id: 'message-size-is-an-estimate',
  title: {
    en: 'RFC822.SIZE does not match the message: Exchange estimates the size',
    ja: 'RFC822.SIZE が実際のサイズと合わない: Exchange のサイズは推定値',
  },
  what: {
    en: 'The size that the server tells and the number of octets that it sends differ.',
    ja: 'サーバーが示すサイズと、実際に送られるバイト数が異なります。',
  },
  why: {
    en: 'Exchange keeps messages in a format of its own and converts them when they are fetched. By default it estimates the size. The converted text can also differ from what was delivered, so that DKIM signatures do not verify.',
    ja: 'Exchange はメッセージを独自の形式で保存し、取得時に変換します。既定ではサイズは推定値です。変換後の内容が配信時と異なることもあり、DKIM 署名の検証に失敗する場合があります。',
  },
  symptoms: [{ on: 'told', where: { fact: 'noticed', value: 'size-differs' }, weight: 85 }],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Count the octets of the literal and never of RFC822.SIZE; do not stop a download because the two differ.',
          ja: 'RFC822.SIZE ではなくリテラルのバイト数を数えてください。両者が違っても取得を中断してはいけません。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Exact sizes can be switched on for a mailbox; fetching lists becomes slower.',
          ja: 'メールボックスごとに正確なサイズを有効にできます（一覧の取得は遅くなります）。',
        },
      ],
      code: `Set-CASMailbox -Identity <address> -ImapUseProtocolDefaults $false -ImapEnableExactRFC822Size $true
Set-CASMailbox -Identity <address> -PopUseProtocolDefaults $false -PopEnableExactRFC822Size $true`,
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Set-CASMailbox"'],
  related: ['exchange-sends-invalid-imap'],
};
