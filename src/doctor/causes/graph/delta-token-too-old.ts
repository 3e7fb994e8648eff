import type { Cause } from '../../cause.ts';

export const deltaTokenTooOld: Cause = {
  id: 'delta-token-too-old',
  title: {
    en: 'Graph 410 "syncStateNotFound" or "resyncRequired": the delta must begin anew',
    ja: 'Graph の 410「syncStateNotFound」「resyncRequired」: 差分取得を最初からやり直す',
  },
  what: {
    en: 'Graph no longer knows the state that the delta link stands for.',
    ja: 'deltaLink が示す状態を Graph が保持していません。',
  },
  why: {
    en: 'Delta tokens of mail have no fixed life; they go when the cache behind them does.',
    ja: 'メールの差分トークンに決まった寿命はなく、背後のキャッシュが消えると無効になります。',
  },
  symptoms: [
    {
      on: 'graph-error',
      where: {
        code: [
          'syncStateNotFound',
          'SyncStateNotFound',
          'resyncRequired',
          'ResyncRequired',
          'InvalidSyncStateData',
          'syncStateInvalid',
          'SyncStateInvalid',
        ],
      },
      weight: 94,
    },
    { on: 'graph-error', where: { status: 410 }, weight: 84 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Start the delta from the beginning, and compare with what you have instead of adding it twice.',
          ja: '差分取得を最初から始め、手元のデータと照合して重複を防ぎます。',
        },
      ],
      code: 'GET /v1.0/me/mailFolders/inbox/messages/delta',
    },
  },
  certainty: 'documented',
  sources: ['Microsoft Graph, "Use delta query to track changes"'],
  related: ['notifications-stop-silently'],
};
