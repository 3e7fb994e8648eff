import type { Cause } from '../../cause.ts';

export const smtpStarttlsNeeded: Cause = {
  id: 'smtp-starttls-needed',
  title: {
    en: '"530 5.7.0 Must issue a STARTTLS command first", "5.7.3 STARTTLS is required to send mail": the connection is not encrypted',
    ja: '「530 5.7.0 Must issue a STARTTLS command first」「5.7.3 STARTTLS is required to send mail」: 接続が暗号化されていない',
  },
  what: {
    en: 'The program signed in or began to send on a connection in plain text, and the server takes neither.',
    ja: 'プログラムが平文の接続のままサインインまたは送信を始めたため、サーバーが拒否しました。',
  },
  why: {
    en: 'On ports 587 and 25 a session begins in plain text. The program has TLS switched off, or uses it only if it is told to.',
    ja: 'ポート 587 と 25 では平文で始まります。プログラムの TLS が無効か、指定しないと使われない設定です。',
  },
  symptoms: [
    { on: 'reply', where: { code: [523, 530, 538] }, says: ['starttls', 'encryption'], weight: 92 },
    {
      on: 'reply',
      where: { protocol: ['smtp', 'unknown'] },
      says: [
        'starttls ... required',
        'issue ... starttls',
        'starttls ... first',
        'encryption required',
        'encryption is required',
        'requires encryption',
        'tls required',
        'tls is required',
        'requires tls',
        'require tls',
        'must use tls',
      ],
      saysNot: ['tls 1'],
      weight: 94,
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'In the settings for outgoing mail choose "STARTTLS" (on devices also "TLS") and port 587.',
          ja: '送信サーバーの設定で暗号化を「STARTTLS」（機器では「TLS」とも）、ポートを 587 にしてください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Switch TLS on, send STARTTLS, and EHLO again, before AUTH and MAIL FROM.',
          ja: 'TLS を有効にし、AUTH と MAIL FROM の前に STARTTLS を送って EHLO をやり直します。',
        },
      ],
      code: `Send-MailMessage -UseSsl -Port 587 ...           # PowerShell
client.EnableSsl = true;                         // System.Net.Mail
server.starttls()                                # smtplib
mail.smtp.starttls.enable=true                   # Jakarta Mail`,
    },
  },
  certainty: 'documented',
  sources: ['RFC 3207, section 4', 'RFC 4954, section 6', 'public reports'],
  related: ['smtp-not-signed-in', 'smtp-mechanism-not-offered', 'smtp-no-implicit-tls'],
};
