import type { Cause } from '../../cause.ts';

export const personalMailboxRefusedByNetwork: Cause = {
  id: 'personal-mailbox-refused-by-network',
  title: {
    en: 'Outlook.com "User is authenticated but not connected" only on some networks: VPN, another country, IPv6 or a DNS filter',
    ja: 'Outlook.com で特定のネットワークだけ「User is authenticated but not connected」: VPN、国外、IPv6、DNS フィルター',
  },
  what: {
    en: 'The same account and program work from one network and not from another.',
    ja: '同じアカウントと同じプログラムが、あるネットワークでは動き、別のネットワークでは動きません。',
  },
  why: {
    en: 'Outlook.com is careful with networks that it does not know of an account: VPN exits, servers in another country. Over IPv6 the sentence has been seen where IPv4 works.',
    ja: 'Outlook.com は、そのアカウントで見慣れないネットワーク（VPN の出口、国外のサーバー）を警戒します。IPv4 なら動くのに IPv6 ではこの応答になる例も報告されています。',
  },
  symptoms: [
    {
      on: 'told',
      where: { fact: 'other-network', value: 'works' },
      given: { 'account.type': 'personal' },
      weight: 52,
    },
    { on: 'told', where: { fact: 'helped', value: 'no-vpn' }, weight: 60 },
    { on: 'reply', says: ['authenticated but not connected'], weight: 33 },
  ],
  conditions: [
    {
      when: { 'other-network': 'works' },
      add: 65,
      because: { en: 'it works from another network', ja: '別のネットワークからは動く' },
    },
    {
      when: { 'other-network': 'fails' },
      add: -60,
      because: { en: 'it fails from every network', ja: 'どのネットワークからも失敗する' },
    },
    {
      when: { 'account.type': 'personal' },
      add: 15,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
    {
      when: { 'account.type': 'work' },
      add: -60,
      because: { en: 'it is a work or school account', ja: '職場または学校のアカウントである' },
    },
    {
      when: { timing: 'now-and-then' },
      add: 10,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
    {
      when: { 'runs.on': 'server' },
      add: 8,
      because: { en: 'it runs on a server', ja: 'サーバーで動いている' },
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
      when: { 'token.audience': ['graph', 'other'] },
      add: -45,
      because: {
        en: 'the token is not for Exchange, which explains more',
        ja: 'トークンが Exchange 宛てではなく、そちらの説明が優先される',
      },
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
          en: 'Switch off the VPN or DNS filter, or try the network of a telephone. Sign in once at outlook.com from the network in question and confirm that it was you.',
          ja: 'VPN や DNS フィルターを切るか、スマートフォンの回線で試してください。問題のネットワークから outlook.com に一度サインインし、本人の操作であることを確認します。',
        },
      ],
    },
    developer: {
      steps: [{ en: 'Try the connection over IPv4 alone.', ja: 'IPv4 だけで接続してみてください。' }],
      code: 'openssl s_client -4 -connect outlook.office365.com:993 -crlf',
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['imap-off-at-outlook-com'],
};
