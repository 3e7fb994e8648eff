import type { Cause } from '../../cause.ts';

export const imapIdleTimeout: Cause = {
  id: 'imap-idle-timeout',
  title: {
    en: '"BYE Connection is closed. 13": the connection was idle too long',
    ja: '「BYE Connection is closed. 13」: 無通信が長く続いたため切断された',
  },
  what: {
    en: 'The server closed a connection on which nothing was said for a while, or on which nobody signed in.',
    ja: 'しばらく通信がなかった接続、またはサインインされなかった接続をサーバーが閉じました。',
  },
  why: {
    en: 'Exchange ends silent connections. After a refused sign-in it is only the consequence: look at the refusal before it.',
    ja: 'Exchange は無通信の接続を終了します。サインインが拒否された後に出た場合は単なる結果なので、その前の拒否を調べてください。',
  },
  symptoms: [
    {
      on: 'reply',
      where: { status: ['bye', 'stray', 'ok'] },
      says: ['connection is closed 13', 'connection closed 13'],
      weight: 60,
    },
  ],
  conditions: [
    {
      when: { 'sign-in.passed': 'no' },
      add: -40,
      because: { en: 'a sign-in was refused before', ja: 'その前にサインインが拒否されている' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Nothing is wrong if it comes after quiet time.',
          ja: '静かな時間の後に出たのであれば異常ではありません。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Send NOOP, or IDLE and DONE again, every 9 to 10 minutes, and connect again after a BYE.',
          ja: '9～10 分ごとに NOOP を送るか IDLE をやり直し、BYE を受けたら接続し直します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports', 'RFC 9051, section 5.4'],
  related: ['imap-session-token-expired', 'idle-goes-silent'],
};
