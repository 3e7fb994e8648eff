import type { Cause } from '../../cause.ts';

export const tlsWherePlainTextIsSpoken: Cause = {
  id: 'tls-where-plain-text-is-spoken',
  title: {
    en: '"wrong version number" or "packet length too long": TLS was begun on a port that starts in plain text',
    ja: '「wrong version number」「packet length too long」: 平文で始まるポートに TLS で接続している',
  },
  what: {
    en: 'The client began TLS, and the server answered in plain text.',
    ja: 'クライアントが TLS を開始しましたが、サーバーは平文で応答しました。',
  },
  why: {
    en: 'Ports 587, 143 and 110 begin in plain text and turn to TLS by STARTTLS (STLS); 993 and 995 begin with TLS.',
    ja: '587、143、110 は平文で始まり STARTTLS（STLS）で切り替えます。993 と 995 は最初から TLS です。',
  },
  symptoms: [
    { on: 'program-code', where: { program: 'outlook', code: ['0x800CCC1A'] }, weight: 60 },
    { on: 'network', where: { problem: 'tls-not-tls' }, weight: 70 },
  ],
  conditions: [
    { when: { protocol: 'smtp' }, add: -25, because: { en: 'SMTP was spoken', ja: 'SMTP を使っている' } },
    {
      when: { protocol: ['imap', 'pop'] },
      add: 8,
      because: { en: 'IMAP or POP was spoken', ja: 'IMAP または POP を使っている' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'In the program\'s settings choose "SSL/TLS" for 993 and 995, "STARTTLS" for 587.',
          ja: '993 と 995 には「SSL/TLS」、587 には「STARTTLS」を選んでください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Match port and mode. An HTTP proxy that answers in plain text looks the same.',
          ja: 'ポートと方式を合わせます。平文で応答する HTTP プロキシでも同じエラーになります。',
        },
      ],
      code: `openssl s_client -starttls smtp -connect smtp.office365.com:587
openssl s_client -connect outlook.office365.com:993`,
    },
  },
  certainty: 'documented',
  sources: ['RFC 8314, section 3'],
  related: ['smtp-no-implicit-tls', 'mail-host-or-port-wrong'],
};
