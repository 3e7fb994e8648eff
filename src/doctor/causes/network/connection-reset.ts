import type { Cause } from '../../cause.ts';

export const connectionReset: Cause = {
  id: 'connection-reset',
  title: {
    en: '"ECONNRESET" or "socket hang up": something on the way ended the connection',
    ja: '「ECONNRESET」「socket hang up」: 途中で接続が切断された',
  },
  what: {
    en: 'The connection stood and was broken off without a goodbye.',
    ja: '確立した接続が、終了の手順なしに切断されました。',
  },
  why: {
    en: 'A firewall, a proxy or a VPN cut it, it was idle too long, or TLS and plain text were mixed up.',
    ja: 'ファイアウォール、プロキシ、VPN による切断、無通信の継続、または TLS と平文の取り違えが原因です。',
  },
  symptoms: [
    { on: 'reply', where: { code: 421, enhanced: '4.4.2' }, weight: 78 },

    { on: 'network', where: { problem: 'reset' }, weight: 72 },
    { on: 'own-error', where: { code: ['mail-connection-lost', 'net-lost'] }, weight: 55 },
  ],
  conditions: [
    {
      when: { 'host.fits': 'no' },
      add: 5,
      because: { en: 'host and port do not fit', ja: 'ホストまたはポートが合っていない' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Connect again with a pause; if it happens at once every time, compare port and TLS mode.',
          ja: '間隔を空けて接続し直します。毎回すぐに起きるなら、ポートと TLS の方式を確認します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['RFC 9293', 'public reports'],
  related: ['connection-times-out', 'smtp-no-implicit-tls'],
};
