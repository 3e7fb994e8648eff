import type { Cause } from '../../cause.ts';

export const smtpHelloRefused: Cause = {
  id: 'smtp-hello-refused',
  title: {
    en: '"501 5.5.4 Invalid domain name" or "503 5.5.2 Send hello first": the program\'s EHLO is not as it must be',
    ja: '「501 5.5.4 Invalid domain name」「503 5.5.2 Send hello first」: プログラムの EHLO が正しくない',
  },
  what: {
    en: 'The server refused the greeting, or missed one.',
    ja: 'サーバーが EHLO（挨拶）を拒否したか、EHLO がありませんでした。',
  },
  why: {
    en: 'EHLO must name the computer with letters, digits, hyphens and dots, or its address in brackets; a name with an underscore or a space, or an empty one, is refused. After STARTTLS it must be sent again.',
    ja: 'EHLO には英数字、ハイフン、ドットだけのコンピューター名か、角括弧で囲んだアドレスが必要です。下線や空白を含む名前や空の名前は拒否されます。STARTTLS の後にもう一度送る必要があります。',
  },
  symptoms: [
    {
      on: 'reply',
      where: { code: 501, enhanced: '5.5.4' },
      says: ['invalid domain name', 'domain name'],
      weight: 90,
    },
    {
      on: 'reply',
      where: { code: 503 },
      says: ['send hello first', 'hello first', 'ehlo helo first'],
      weight: 88,
    },
    { on: 'reply', where: { enhanced: '5.7.506' }, weight: 88 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Give the library a host name for EHLO ("local domain", "helo name", mail.smtp.localhost), and let it send EHLO again after STARTTLS.',
          ja: 'ライブラリの EHLO 名（local domain、helo name、mail.smtp.localhost など）を設定し、STARTTLS の後に EHLO を再送させます。',
        },
      ],
      code: 'EHLO host.contoso.example',
    },
    user: {
      steps: [
        {
          en: 'Give the device a host name without underscores and spaces.',
          ja: '機器のホスト名を、下線や空白のない名前に変えてください。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['RFC 5321, section 4.1.1.1', 'RFC 3207, section 4.2'],
  related: ['smtp-mechanism-not-offered', 'smtp-not-signed-in'],
};
