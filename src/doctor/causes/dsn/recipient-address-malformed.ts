import type { Cause } from '../../cause.ts';

export const recipientAddressMalformed: Cause = {
  id: 'recipient-address-malformed',
  title: {
    en: '"5.1.3" or "501 5.1.3 Invalid address": the address is not written as an address',
    ja: '「5.1.3」「501 5.1.3 Invalid address」: アドレスの書き方が正しくない',
  },
  what: { en: 'A server could not read the address.', ja: 'サーバーがアドレスを解釈できませんでした。' },
  why: {
    en: 'A space, a missing @, a comma between addresses, a display name without quotes, or characters outside ASCII at a server without SMTPUTF8.',
    ja: '空白、@ の不足、アドレス間のカンマ、引用符のない表示名、SMTPUTF8 非対応のサーバーでの ASCII 以外の文字が原因です。',
  },
  symptoms: [
    { on: 'dsn', where: { status: ['5.1.3', '5.1.7', '5.6.7'] }, weight: 82 },
    { on: 'reply', where: { enhanced: ['5.1.3', '5.1.7', '5.6.7'] }, weight: 82 },
    { on: 'reply', where: { status: 'no' }, says: ['smtputf8'], weight: 84 },
    { on: 'dsn', says: ['smtputf8'], weight: 84 },
    { on: 'graph-error', where: { code: 'ErrorInvalidRecipients' }, weight: 85 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Write the address again without spaces.',
          ja: '空白を入れずにアドレスを入力し直してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Pass the bare address to RCPT TO and build the header with a library.',
          ja: 'RCPT TO にはアドレスだけを渡し、ヘッダーはライブラリで組み立てます。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['RFC 3463, section 3.2', 'RFC 5321, section 4.1.2'],
  related: ['recipient-does-not-exist'],
};
