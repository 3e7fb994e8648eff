import type { Cause } from '../../cause.ts';

export const xoauth2StringMalformed: Cause = {
  id: 'xoauth2-string-malformed',
  title: {
    en: '"AUTHENTICATE failed": the XOAUTH2 string is not built as it must be',
    ja: '「AUTHENTICATE failed」: XOAUTH2 の文字列の組み立てが正しくない',
  },
  what: {
    en: 'The line that carries the user and the token does not have the form that the server reads.',
    ja: 'ユーザー名とトークンを送る行が、サーバーの読める形になっていません。',
  },
  why: {
    en: 'The form is `user=`, the address, 0x01, `auth=Bearer `, the token, 0x01, 0x01, all in base64. Literal text such as "^A" or "\\x01" in the place of the byte, a missing separator or URL-safe base64 make it unreadable.',
    ja: '形式は `user=`、アドレス、0x01、`auth=Bearer `、トークン、0x01、0x01 をまとめて base64 にしたものです。バイト 0x01 の代わりに「^A」や「\\x01」という文字を入れる、区切りが足りない、URL 用の base64 を使う、といった場合は読めません。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'noticed', value: 'xoauth2-string' }, weight: 70 },
    { on: 'reply', where: { enhanced: '5.5.124' }, saysNot: ['expire'], weight: 82 },
    { on: 'bearer', where: { flaw: 'separator-unseen' }, weight: 62 },
    {
      on: 'bearer',
      where: {
        flaw: [
          'no-user',
          'no-bearer',
          'separator-missing',
          'double-bearer',
          'line-breaks',
          'base64url',
          'literal-escapes',
          'double-base64',
          'token-empty',
        ],
      },
      weight: 88,
    },
    // As a program may print it, too, whose string holds the byte itself.
    { on: 'bearer', where: { flaw: 'separator-written' }, weight: 38 },
    // The end is also where whoever shows a string cuts it.
    { on: 'bearer', where: { flaw: 'end-missing' }, weight: 66 },
  ],
  conditions: [
    {
      when: { 'runs.on': 'desktop' },
      add: -30,
      because: {
        en: 'a finished mail program asks for the right permissions',
        ja: '市販・公開されているメールソフトは正しい権限を要求する',
      },
    },
    {
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -10,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Build the string with the real byte 0x01 (Ctrl-A) as separator, twice at the end, and encode it with the standard base64 alphabet, with padding and without line breaks.',
          ja: '区切りには実際のバイト 0x01（Ctrl-A）を使い、末尾には 2 つ付けます。エンコードは標準の base64 で、パディングあり・改行なしにします。',
        },
        {
          en: 'Read your own string with `mailgrant explain`: it shows the parts and stars the token.',
          ja: '作った文字列は `mailgrant explain` で読めます。各部分が表示され、トークンは伏せられます。',
        },
      ],
      code: "printf 'user=%s\\001auth=Bearer %s\\001\\001' '<address>' \"$TOKEN\" | base64 -w0",
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth"'],
  related: ['token-mangled-at-mail-server'],
};
