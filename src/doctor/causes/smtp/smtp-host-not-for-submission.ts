import type { Cause } from '../../cause.ts';

export const smtpHostNotForSubmission: Cause = {
  id: 'smtp-host-not-for-submission',
  title: {
    en: '"451 4.7.0 Temporary server error ... PRX4" for ever: outlook.office365.com:587 is not the submission host',
    ja: '「451 4.7.0 Temporary server error ... PRX4」が続く: outlook.office365.com:587 は送信用ホストではない',
  },
  what: {
    en: 'The client sends through a host that is meant for IMAP and POP.',
    ja: 'クライアントが IMAP・POP 用のホストで送信しようとしています。',
  },
  why: {
    en: 'The host for sending is smtp.office365.com (work) or smtp-mail.outlook.com (personal), port 587 with STARTTLS. outlook.office365.com answers on 587 too and then fails.',
    ja: '送信用のホストは smtp.office365.com（職場）または smtp-mail.outlook.com（個人）、ポート 587 と STARTTLS です。outlook.office365.com も 587 で応答しますが、その後失敗します。',
  },
  symptoms: [
    { on: 'reply', says: ['temporary server error', 'prx4'], weight: 42 },
    {
      on: 'host',
      where: { host: ['outlook.office365.com', 'outlook.office.com'], port: [587, 25, 465] },
      weight: 76,
    },
  ],
  conditions: [
    {
      when: { 'server.answered': 'no' },
      add: -60,
      because: { en: 'no server has answered', ja: 'サーバーから応答がない' },
    },
    {
      when: { 'host.fits': 'no' },
      add: 50,
      because: { en: 'host and port do not fit', ja: 'ホストまたはポートが合っていない' },
    },
    {
      when: { 'host.fits': 'yes' },
      add: -100,
      because: { en: 'host and port fit', ja: 'ホストとポートは合っている' },
    },
    {
      when: { 'sign-in.passed': 'no' },
      add: -60,
      because: {
        en: 'a server answered, and refused the sign-in',
        ja: 'サーバーが応答し、サインインを拒否している',
      },
    },
    {
      when: { timing: 'always' },
      add: 22,
      because: { en: 'it has never worked', ja: '一度も動いたことがない' },
    },
    {
      when: { timing: 'now-and-then' },
      add: -50,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
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
          en: 'Enter smtp.office365.com, port 587, STARTTLS as outgoing server.',
          ja: '送信サーバーに smtp.office365.com、ポート 587、STARTTLS を設定してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Worldwide: `smtp.office365.com:587`; personal: `smtp-mail.outlook.com:587`; GCC High: `smtp.office365.us:587`.',
          ja: '世界共通は `smtp.office365.com:587`、個人アカウントは `smtp-mail.outlook.com:587`、GCC High は `smtp.office365.us:587` です。',
        },
      ],
      code: 'openssl s_client -starttls smtp -connect smtp.office365.com:587 -crlf',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "POP, IMAP, and SMTP settings"', 'public reports'],
  related: ['smtp-temporary-server-error', 'smtp-no-implicit-tls'],
};
