import type { Cause } from '../../cause.ts';

export const messageFormatRefused: Cause = {
  id: 'message-format-refused',
  title: {
    en: '"550 5.7.512" or "5.6.11": the message itself is not well formed',
    ja: '「550 5.7.512」「5.6.11」: メッセージの形式が正しくない',
  },
  what: {
    en: 'The server refused the message because of its headers or its line ends.',
    ja: 'ヘッダーまたは改行の形式のため、サーバーがメッセージを拒否しました。',
  },
  why: {
    en: 'There must be exactly one From with a valid address (5.7.512; several without Sender: 5.1.20), and lines end with CR and LF together (5.6.11).',
    ja: 'From は有効なアドレスで 1 つだけ必要です（5.7.512。Sender なしの複数指定は 5.1.20）。行末は CR と LF の組でなければなりません（5.6.11）。',
  },
  symptoms: [
    { on: 'reply', where: { enhanced: ['5.7.512', '5.6.11', '5.1.20'] }, weight: 92 },
    { on: 'dsn', where: { status: ['5.7.512', '5.6.11', '5.1.20'] }, weight: 92 },
    { on: 'reply', says: ['bare linefeed', 'bare linefeeds', 'must be rfc 5322'], weight: 88 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: "Build the message with a library, with one From and CRLF at each line's end.",
          ja: 'ライブラリでメッセージを組み立て、From は 1 つ、行末は CRLF にします。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: [
    'RFC 5322, sections 2.3 and 3.6.2',
    'Microsoft, "Email non-delivery reports and SMTP errors in Exchange Online"',
  ],
  related: ['recipient-address-malformed'],
};
