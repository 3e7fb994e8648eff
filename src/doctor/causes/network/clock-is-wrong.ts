import type { Cause } from '../../cause.ts';

export const clockIsWrong: Cause = {
  id: 'clock-is-wrong',
  title: {
    en: 'Token "not yet valid" or sign-in fails by turns: the clock of this machine is wrong',
    ja: 'トークンが「not yet valid」になる、サインインが不安定: マシンの時計がずれている',
  },
  what: {
    en: "This machine's clock differs from the world's by minutes.",
    ja: 'このマシンの時計が数分以上ずれています。',
  },
  why: {
    en: 'Tokens have a beginning and an end; client assertions too. A slow clock keeps expired tokens, a fast one throws good ones away, and certificates seem not yet or no longer valid.',
    ja: 'トークンやクライアント アサーションには開始と終了の時刻があります。時計が遅れると期限切れのトークンを使い続け、進むと有効なトークンを捨て、証明書も有効期間外に見えます。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'clock' }, weight: 66 },
    { on: 'network', where: { problem: 'clock' }, weight: 88 },
    { on: 'token', where: { state: 'not-yet' }, weight: 72 },
    { on: 'graph-error', says: ['token is not yet valid', 'idx10222'], weight: 92 },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 8,
    },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 8 },
  ],
  conditions: [
    {
      when: { 'token.state': 'not-yet' },
      add: 25,
      because: {
        en: 'the token is not valid yet by this clock',
        ja: 'この時計ではトークンがまだ有効になっていない',
      },
    },
  ],
  remedies: {
    user: { steps: [{ en: 'Switch automatic time on.', ja: '時刻の自動設定を有効にしてください。' }] },
    developer: {
      steps: [
        {
          en: 'Synchronise with NTP; containers and virtual machines follow their host.',
          ja: 'NTP で同期します。コンテナーや仮想マシンはホストの時計に従います。',
        },
      ],
      code: 'timedatectl set-ntp true',
    },
  },
  certainty: 'documented',
  sources: ['Microsoft identity platform, "Access tokens"', 'RFC 7519, section 4.1.5'],
  related: ['token-expired-at-mail-server', 'tls-certificate-expired'],
};
