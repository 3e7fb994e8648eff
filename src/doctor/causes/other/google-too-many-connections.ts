import type { Cause } from '../../cause.ts';

export const googleTooManyConnections: Cause = {
  id: 'google-too-many-connections',
  title: {
    en: 'Gmail "[ALERT] Too many simultaneous connections. (Failure)": 15 per account',
    ja: 'Gmail の「[ALERT] Too many simultaneous connections. (Failure)」: 同時接続は 1 アカウント 15 まで',
  },
  what: {
    en: 'More IMAP connections are open to this account than Google allows.',
    ja: 'このアカウントへの IMAP 接続数が Google の上限を超えています。',
  },
  why: {
    en: '15 connections over all programs and devices together.',
    ja: 'すべてのプログラムと端末の合計で 15 接続までです。',
  },
  symptoms: [
    { on: 'reply', says: ['too many simultaneous connections failure'], weight: 94 },
    { on: 'reply', says: ['too many simultaneous connections'], weight: 76 },
  ],
  conditions: [
    {
      when: { provider: 'microsoft' },
      add: -60,
      because: { en: 'the mailbox is with Microsoft', ja: 'メールボックスの提供元が Microsoft である' },
    },
  ],
  remedies: {
    user: {
      steps: [
        { en: 'Close mail programs that are not needed.', ja: '使っていないメールソフトを閉じてください。' },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Keep a pool, and end connections with LOGOUT.',
          ja: '接続プールを使い、LOGOUT で終わらせます。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Google, "Gmail IMAP limits"', 'public reports'],
  related: ['too-many-imap-connections', 'google-bandwidth-limit'],
};
