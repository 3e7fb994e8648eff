import type { Cause } from '../../cause.ts';

export const imapServerUnavailable: Cause = {
  id: 'imap-server-unavailable',
  title: {
    en: '"NO Server Unavailable. 15" or a bare line "Server Unavailable.": Exchange is busy for a moment',
    ja: '「NO Server Unavailable. 15」「Server Unavailable.」: Exchange が一時的に応答できない',
  },
  what: {
    en: 'A server behind the front end did not answer. It passes.',
    ja: 'フロントエンドの背後のサーバーが応答しませんでした。一時的なものです。',
  },
  why: {
    en: 'Mailboxes are moved and servers restarted all the time. Sometimes the sentence comes as a line without tag or star, which is not valid IMAP.',
    ja: 'メールボックスの移動やサーバーの再起動は常に行われています。タグも「*」もない行で届くことがあり、これは IMAP として正しくありません。',
  },
  symptoms: [
    { on: 'reply', says: ['server unavailable'], weight: 88 },
    {
      on: 'told',
      where: { fact: 'noticed', value: 'recovered' },
      given: { protocol: ['imap', 'pop'] },
      weight: 34,
    },
  ],
  conditions: [
    {
      when: { noticed: 'recovered' },
      add: 20,
      because: { en: 'it works again, and nobody changed anything', ja: '何も変えていないのに復旧した' },
    },
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
          en: 'Try again in some minutes; look at the service health page if it lasts for more than an hour.',
          ja: '数分後にもう一度試してください。1 時間以上続くなら正常性の情報を確認します。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Connect again after a pause that grows from 5 seconds to 5 minutes. A parser must survive a line that is neither tagged nor untagged.',
          ja: '5 秒から 5 分へ間隔を延ばしながら接続し直します。パーサーは、タグ付きでもタグなしでもない行に耐えなければなりません。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Microsoft 365 admin center > Health > Service health.',
          ja: 'Microsoft 365 管理センター >［正常性］>［サービス正常性］を確認します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['imap-throttled', 'exchange-sends-invalid-imap'],
};
