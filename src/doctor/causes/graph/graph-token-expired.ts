import type { Cause } from '../../cause.ts';

export const graphTokenExpired: Cause = {
  id: 'graph-token-expired',
  title: {
    en: 'Graph 401 "Lifetime validation failed, the token is expired" or CompactToken 80049228',
    ja: 'Graph の 401「Lifetime validation failed, the token is expired」、CompactToken 80049228: トークンの期限切れ',
  },
  what: {
    en: 'The access token ended before or during the work.',
    ja: '処理の前または途中でアクセストークンの期限が切れました。',
  },
  why: {
    en: 'A long loop keeps the token it began with; access tokens live for 60 to 90 minutes.',
    ja: '長いループが最初のトークンを使い続けています。アクセストークンの寿命は 60～90 分です。',
  },
  symptoms: [
    {
      on: 'graph-error',
      says: [
        'lifetime validation failed',
        'the token is expired',
        '80049228',
        'access token has expired',
        'compacttoken validation failed',
      ],
      saysNot: ['token is not yet valid'],
      weight: 95,
    },
    { on: 'graph-error', where: { status: 401, code: '' }, weight: 32 },
    { on: 'graph-error', where: { status: 401, code: 'InvalidAuthenticationToken' }, weight: 38 },
  ],
  conditions: [
    {
      when: { 'error.number': 'yes' },
      add: -45,
      because: {
        en: 'the identity server has refused to give a new one',
        ja: 'ID サーバーが新しいトークンの発行を拒否している',
      },
    },
    {
      when: { noticed: 'tokens-revoked' },
      add: -60,
      because: { en: 'somebody revoked the tokens', ja: 'トークンが取り消された' },
    },
    {
      when: { 'token.state': 'expired' },
      add: 40,
      because: { en: 'the token has expired', ja: 'トークンの期限が切れている' },
    },
    {
      when: { 'token.state': 'valid' },
      add: -80,
      because: { en: 'the token is still valid', ja: 'トークンはまだ有効である' },
    },
    {
      when: { timing: 'after-an-hour' },
      add: 25,
      because: { en: 'it works for about an hour', ja: '1 時間ほどは動く' },
    },
    {
      when: { 'token.audience': 'exchange' },
      add: -40,
      because: { en: 'the token is for Exchange', ja: 'トークンが Exchange 宛てである' },
    },
    {
      when: { 'token.audience': 'graph' },
      add: 5,
      because: { en: 'the token is for Graph', ja: 'トークンが Graph 宛てである' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in again; if it returns after an hour, tell the makers of the program.',
          ja: 'サインインし直してください。1 時間後に再発するなら開発元に知らせてください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Ask for the token inside the loop, before each request, from something that renews it; repeat once after a 401.',
          ja: 'ループの中で、要求のたびに自動更新される取得元からトークンを得ます。401 の後は 1 回だけ再試行します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports', 'Microsoft identity platform, "Access tokens"'],
  related: ['token-expired-at-mail-server', 'clock-is-wrong'],
};
