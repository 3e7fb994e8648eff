import type { Cause } from '../../cause.ts';

export const mailHostOrPortWrong: Cause = {
  id: 'mail-host-or-port-wrong',
  title: {
    en: 'Which host and port for Microsoft 365: this one does not serve this protocol',
    ja: 'Microsoft 365 のホストとポートの誤り: 指定のサーバーはこのプロトコルを提供していない',
  },
  what: {
    en: 'The host or the port is not the one where Microsoft serves this protocol.',
    ja: '指定のホストまたはポートは、Microsoft がこのプロトコルを提供しているものではありません。',
  },
  why: {
    en: 'IMAP and POP are at outlook.office365.com (993, 995), SMTP at smtp.office365.com, for personal accounts smtp-mail.outlook.com (587). Other clouds have hosts of their own.',
    ja: 'IMAP と POP は outlook.office365.com（993、995）、SMTP は smtp.office365.com、個人アカウントは smtp-mail.outlook.com（587）です。他のクラウドには専用のホストがあります。',
  },
  symptoms: [
    {
      on: 'reply',
      says: [
        'which host and port',
        'which server and port',
        'wrong host or port',
        'does not serve this protocol',
        'ホストとポートの誤り',
        'このプロトコルを提供していない',
      ],
      weight: 60,
    },
    {
      on: 'host',
      where: { host: ['smtp.office365.com', 'smtp-mail.outlook.com'], protocol: ['imap', 'pop'] },
      weight: 80,
    },
    {
      on: 'host',
      where: { host: ['smtp.office365.com', 'smtp-mail.outlook.com'], port: [993, 995, 143, 110] },
      weight: 80,
    },
    {
      on: 'host',
      where: {
        host: [
          'imap.outlook.com',
          'imap.office365.com',
          'imap.outlook.office365.com',
          'pop.office365.com',
          'pop.outlook.com',
          'smtp.outlook.com',
          'smtp.outlook.office365.com',
          'mail.office365.com',
          'mail.outlook.com',
          'imap.hotmail.com',
          'smtp.hotmail.com',
          'smtp.live.com',
          'pop3.live.com',
        ],
      },
      weight: 66,
    },
    // Beside the right one; nobody listens there.
    {
      on: 'host',
      where: { port: [557, 567, 578, 585, 586, 588, 589, 597, 933, 939, 983, 992, 994, 996] },
      given: { 'host.fits': 'no' },
      weight: 70,
    },
    { on: 'host', given: { 'host.fits': 'no' }, weight: 20 },
    { on: 'network', where: { problem: ['refused', 'timeout', 'dns'] }, weight: 24 },
  ],
  conditions: [
    {
      when: { 'sign-in.passed': 'no' },
      add: -60,
      because: {
        en: 'a server answered, and refused the sign-in',
        ja: 'サーバーが応答し、サインインを拒否している',
      },
    },
    {
      when: { 'host.fits': 'no' },
      add: 45,
      because: { en: 'host and port do not fit', ja: 'ホストまたはポートが合っていない' },
    },
    {
      when: { 'host.fits': 'yes' },
      add: -100,
      because: { en: 'host and port fit', ja: 'ホストとポートは合っている' },
    },
    {
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -100,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Enter outlook.office365.com, port 993, SSL/TLS for incoming mail and smtp.office365.com, port 587, STARTTLS for outgoing mail.',
          ja: '受信は outlook.office365.com、ポート 993、SSL/TLS、送信は smtp.office365.com、ポート 587、STARTTLS を設定してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Hosts by cloud: worldwide as above; GCC High outlook.office365.us and smtp.office365.us; DoD outlook-dod.office365.us; China partner.outlook.cn.',
          ja: 'クラウド別のホスト: 世界共通は上記、GCC High は outlook.office365.us と smtp.office365.us、DoD は outlook-dod.office365.us、中国は partner.outlook.cn です。',
        },
      ],
      code: `IMAP outlook.office365.com:993 (TLS)
POP  outlook.office365.com:995 (TLS)
SMTP smtp.office365.com:587 (STARTTLS)`,
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "POP, IMAP, and SMTP settings"'],
  related: ['smtp-host-not-for-submission', 'smtp-no-implicit-tls'],
};
