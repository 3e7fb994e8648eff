import type { Cause } from '../../cause.ts';

export const imapStarttlsNeeded: Cause = {
  id: 'imap-starttls-needed',
  title: {
    en: 'IMAP on port 143 "LOGINDISABLED": no sign-in before STARTTLS',
    ja: 'IMAP のポート 143 で「LOGINDISABLED」: STARTTLS の前にはサインインできない',
  },
  what: {
    en: 'The connection is not encrypted, and Exchange takes no sign-in on it.',
    ja: '接続が暗号化されていないため、Exchange はサインインを受け付けません。',
  },
  why: {
    en: 'On port 143 the server offers STARTTLS and no mechanism. On port 993 TLS begins at once.',
    ja: 'ポート 143 では STARTTLS だけが提示され、認証方式は提示されません。ポート 993 では最初から TLS です。',
  },
  symptoms: [
    { on: 'reply', where: { protocol: ['imap', 'unknown'] }, says: ['logindisabled'], weight: 62 },
    {
      on: 'reply',
      where: { protocol: 'imap', status: ['no', 'bad'], responseCode: 'PRIVACYREQUIRED' },
      weight: 85,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Connect to port 993 with TLS from the first octet, or send STARTTLS on 143 and ask for the capabilities again.',
          ja: 'ポート 993 に最初から TLS で接続するか、143 では STARTTLS を送ってから CAPABILITY を取り直します。',
        },
      ],
      code: 'openssl s_client -connect outlook.office365.com:993 -crlf -quiet',
    },
  },
  certainty: 'reported',
  sources: ['RFC 9051, section 6.2.1', 'public reports'],
  related: ['imap-command-in-wrong-state'],
};
