import type { Cause } from '../../cause.ts';

export const networkUnreachable: Cause = {
  id: 'network-unreachable',
  title: {
    en: '"ENETUNREACH" or "No route to host": this machine has no way there (often IPv6)',
    ja: '「ENETUNREACH」「No route to host」: 経路がない（IPv6 でよく起きる）',
  },
  what: {
    en: 'The machine knows no way to the address that it dialled.',
    ja: '接続先アドレスへの経路がありません。',
  },
  why: {
    en: 'No network, or an IPv6 address was tried where only IPv4 goes out.',
    ja: 'ネットワークが切れているか、IPv4 しか使えない環境で IPv6 に接続しようとしています。',
  },
  symptoms: [{ on: 'network', where: { problem: 'unreachable' }, weight: 82 }],
  remedies: {
    developer: {
      steps: [{ en: 'Try IPv4 alone.', ja: 'IPv4 だけで試してください。' }],
      code: `curl -4 -v https://outlook.office365.com/
NODE_OPTIONS=--dns-result-order=ipv4first`,
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['connection-times-out'],
};
