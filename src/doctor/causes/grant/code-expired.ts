import type { Cause } from '../../cause.ts';

export const codeExpired: Cause = {
  id: 'code-expired',
  title: {
    en: 'AADSTS70008: the authorization code has expired before it was redeemed',
    ja: 'AADSTS70008: 引き換える前に認可コードの有効期限が切れた',
  },
  what: {
    en: 'The code of the redirect was sent to /token too late.',
    ja: 'リダイレクトで受け取った認可コードを /token に送るのが遅すぎました。',
  },
  why: {
    en: 'A code lives about ten minutes. A slow queue, a person who pastes it by hand, a debugger or a wrong clock uses them up.',
    ja: '認可コードの有効期間は約 10 分です。遅いキュー、手作業での貼り付け、デバッガーでの停止、時計のずれなどで過ぎてしまいます。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: { numbers: 70008 },
      says: ['authorization code'],
      saysNot: ['refresh token'],
      weight: 92,
    },
    { on: 'oauth-error', where: { numbers: 70000 }, says: ['code has expired'], weight: 95 },
    { on: 'oauth-error', where: { numbers: 70008 }, says: ['authorization code'], weight: 56 },
    { on: 'oauth-error', where: { numbers: 70008 }, weight: 44 },
    {
      on: 'oauth-error',
      says: ['authorization code ... expired', 'authorization code has expired'],
      saysNot: ['refresh token'],
      weight: 80,
    },
  ],
  conditions: [
    {
      when: { leg: 'token' },
      add: 25,
      because: { en: 'it failed when a code was redeemed', ja: 'コードの引き換えで失敗した' },
    },
    { when: { timing: 'always' }, add: 10, because: { en: 'it has never worked', ja: '一度も動いていない' } },
    {
      when: { leg: 'refresh' },
      add: -80,
      because: { en: 'it failed at a refresh, where there is no code', ja: 'コードを使わない更新で失敗した' },
    },
    {
      when: { timing: ['after-a-day', 'after-weeks'] },
      add: -40,
      because: { en: 'it worked for a day or more', ja: '1 日以上動いていた' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in again and let the page finish.',
          ja: 'もう一度サインインし、ページの処理が終わるまで待ってください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Redeem the code in the callback itself, not in a job that waits.',
          ja: 'コードは待ち行列に入れず、コールバックの中ですぐに引き換えます。',
        },
        { en: 'Check the clock of the machine.', ja: 'マシンの時計を確認します。' },
      ],
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
    'Microsoft identity platform, "OAuth 2.0 authorization code flow"',
  ],
  related: ['code-redeemed-twice', 'grant-expired-unused'],
};
