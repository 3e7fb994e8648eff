import type { Cause } from '../../cause.ts';

export const tooManyImapConnections: Cause = {
  id: 'too-many-imap-connections',
  title: {
    en: '"User is authenticated but not connected" now and then: too many IMAP connections to one mailbox',
    ja: 'ときどき「User is authenticated but not connected」: 1 つのメールボックスへの IMAP 接続が多すぎる',
  },
  what: {
    en: 'The mailbox is open more often at the same time than Exchange allows.',
    ja: '同じメールボックスへの同時接続が、Exchange の許す数を超えています。',
  },
  why: {
    en: 'Several clients, workers and IDLE connections add up. 20 connections per mailbox are commonly told, 15 by others; Microsoft documents no number. Connections that are dropped without LOGOUT count until they time out.',
    ja: '複数のクライアント、ワーカー、IDLE 接続が合計されます。上限は 20 とも 15 とも言われますが、Microsoft は数を公表していません。LOGOUT せずに切れた接続も、タイムアウトまで数えられます。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'fewer-connections' }, weight: 64 },
    { on: 'reply', says: ['authenticated but not connected'], weight: 40 },
    {
      on: 'reply',
      where: { status: ['no', 'bye', 'bad'] },
      says: [
        'too many connections',
        'too many simultaneous connections',
        'maximum number of connections',
        'connection limit',
      ],
      saysNot: ['bandwidth'],
      weight: 72,
    },
  ],
  conditions: [
    {
      when: { connections: 'many' },
      add: 36,
      because: {
        en: 'many connections open the mailbox at once',
        ja: '多数の接続が同時にメールボックスを開いている',
      },
    },
    {
      when: { connections: 'few' },
      add: -60,
      because: {
        en: 'only a few connections open the mailbox',
        ja: 'メールボックスを開いている接続は少ない',
      },
    },
    {
      when: { timing: 'now-and-then' },
      add: 35,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
    {
      when: { timing: 'always' },
      add: -45,
      because: { en: 'it has never worked', ja: '一度も動いたことがない' },
    },
    {
      when: { 'user.matches': 'no' },
      add: -20,
      because: {
        en: 'the token belongs to somebody else than the mailbox',
        ja: 'トークンの持ち主とメールボックスが違う',
      },
    },
    {
      when: { 'consent.by': ['admin', 'other'] },
      add: -20,
      because: { en: 'somebody else than the owner signed in', ja: '所有者以外の人がサインインした' },
    },
    {
      when: { 'mailbox.kind': 'shared' },
      add: -10,
      because: { en: 'it is a shared mailbox', ja: '共有メールボックスである' },
    },
    {
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -60,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
    {
      when: { 'token.audience': ['graph', 'other'] },
      add: -60,
      because: {
        en: 'the token is not for Exchange, which explains more',
        ja: 'トークンが Exchange 宛てではなく、そちらの説明が優先される',
      },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Close other mail programs and devices that open the mailbox, wait some minutes, and limit the number of folders that are watched.',
          ja: '同じメールボックスを開いている他のメールソフトや端末を閉じ、数分待ってください。監視するフォルダーの数も減らします。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Keep a pool of a few connections for each mailbox, end each with LOGOUT, watch one folder by IDLE and the others by STATUS, and try again with growing pauses.',
          ja: 'メールボックスごとに少数の接続プールを持ち、必ず LOGOUT で終わらせます。IDLE は 1 フォルダーにし、他は STATUS で確認し、再試行の間隔を徐々に延ばします。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['imap-throttled', 'imap-closed-14'],
};
