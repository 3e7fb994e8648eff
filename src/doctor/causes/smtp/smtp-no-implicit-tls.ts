import type { Cause } from '../../cause.ts';

export const smtpNoImplicitTls: Cause = {
  id: 'smtp-no-implicit-tls',
  title: {
    en: 'Timeout on port 465 or "wrong version number": Exchange speaks STARTTLS on 587',
    ja: 'ポート 465 でタイムアウト、または「wrong version number」: Exchange は 587 の STARTTLS だけに対応',
  },
  what: {
    en: 'The client began TLS at once where the server speaks plain text first, or tried a port on which nobody answers.',
    ja: '平文で始まるポートに最初から TLS で接続したか、応答のないポートに接続しています。',
  },
  why: {
    en: 'Microsoft has no SMTP with implicit TLS (465). On 587 the session begins in plain text and STARTTLS turns it.',
    ja: 'Microsoft の SMTP には最初から TLS を使うポート（465）がありません。587 では平文で始め、STARTTLS で切り替えます。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'noticed', value: 'implicit-tls' }, weight: 88 },
    { on: 'told', where: { fact: 'helped', value: 'port-587' }, weight: 66 },
    { on: 'program-code', where: { program: 'windows', code: '0x80040213' }, weight: 58 },
    { on: 'network', where: { problem: 'tls-not-tls' }, weight: 66 },
    {
      on: 'host',
      where: {
        host: ['smtp.office365.com', 'smtp-mail.outlook.com', 'outlook.office365.com', 'smtp.office365.us'],
        port: 465,
      },
      weight: 84,
    },
  ],
  conditions: [
    {
      when: { 'host.fits': 'no' },
      add: 8,
      because: { en: 'host and port do not fit', ja: 'ホストまたはポートが合っていない' },
    },
    { when: { protocol: 'imap' }, add: -60, because: { en: 'IMAP was spoken', ja: 'IMAP を使っている' } },
    { when: { protocol: 'pop' }, add: -60, because: { en: 'POP was spoken', ja: 'POP を使っている' } },
    { when: { protocol: 'graph' }, add: -60, because: { en: 'Graph was spoken', ja: 'Graph を使っている' } },
    {
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -60,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Port 587, and "STARTTLS" in the place of "SSL/TLS".',
          ja: 'ポートは 587、暗号化は「SSL/TLS」ではなく「STARTTLS」にしてください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Switch implicit TLS off in the library and require STARTTLS.',
          ja: 'ライブラリで最初からの TLS を無効にし、STARTTLS を必須にします。',
        },
      ],
      code: `// Nodemailer
{ host: 'smtp.office365.com', port: 587, secure: false, requireTLS: true }
# Python
s = smtplib.SMTP('smtp.office365.com', 587); s.starttls()`,
    },
  },
  certainty: 'reported',
  sources: ['RFC 8314, section 3.3', 'public reports'],
  related: ['smtp-host-not-for-submission'],
};
