import type { Cause } from '../../cause.ts';

export const connectionTimesOut: Cause = {
  id: 'connection-times-out',
  title: {
    en: '"ETIMEDOUT" or "Connection timed out": a firewall drops the connection, or the port is not served',
    ja: '「ETIMEDOUT」「Connection timed out」: ファイアウォールによる遮断、または応答のないポート',
  },
  what: { en: 'Nobody answered the connection at all.', ja: '接続に対して何の応答もありませんでした。' },
  why: {
    en: 'Most often a firewall or a hosting provider blocks the port (25 nearly everywhere, 465 and 587 sometimes), or the port is one that Microsoft does not serve (465).',
    ja: 'ファイアウォールやホスティング事業者がポートを遮断している（25 はほぼ常に、465 と 587 もときどき）、または Microsoft が使っていないポート（465）に接続しています。',
  },
  symptoms: [
    // Providers that have nothing in common but the way to them.
    { on: 'told', where: { fact: 'noticed', value: 'other-providers-too' }, weight: 40 },
    { on: 'program-code', where: { program: 'windows', code: '0x80040213' }, weight: 50 },
    {
      on: 'program-code',
      where: {
        program: 'outlook',
        code: ['0x800CCC19', '0x80042108', '0x80042109', '0x8004210A', '0x8004210B'],
      },
      weight: 70,
    },
    { on: 'network', where: { problem: 'timeout' }, weight: 76 },
  ],
  conditions: [
    {
      when: { 'other-network': 'works' },
      add: 10,
      because: { en: 'it works from another network', ja: '別のネットワークからは動く' },
    },
    {
      when: { 'runs.on': 'server' },
      add: 5,
      because: { en: 'it runs on a server', ja: 'サーバーで動いている' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Try another network; ask whoever runs yours about ports 993 and 587.',
          ja: '別のネットワークで試し、ネットワーク管理者にポート 993 と 587 について確認してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Use 587 for sending. Where no mail port gets out, send and read through Graph: it needs 443 only.',
          ja: '送信には 587 を使います。メールのポートが使えない環境では、443 だけで済む Graph を使います。',
        },
      ],
      code: 'openssl s_client -starttls smtp -connect smtp.office365.com:587',
    },
  },
  certainty: 'reported',
  sources: ['public reports', 'Microsoft, "Microsoft 365 URLs and IP address ranges"'],
  related: ['smtp-no-implicit-tls', 'connection-refused', 'network-unreachable'],
};
