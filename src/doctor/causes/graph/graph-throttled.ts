import type { Cause } from '../../cause.ts';

export const graphThrottled: Cause = {
  id: 'graph-throttled',
  title: {
    en: 'Graph 429 "TooManyRequests": wait as long as Retry-After says',
    ja: 'Graph の 429「TooManyRequests」: Retry-After の秒数だけ待つ',
  },
  what: {
    en: 'The app has made more requests than the limit allows.',
    ja: 'アプリの要求数が上限を超えました。',
  },
  why: {
    en: '10,000 requests in ten minutes per app and mailbox, 150 MB of uploads in five minutes.',
    ja: 'アプリとメールボックスの組ごとに 10 分間で 1 万件、アップロードは 5 分間で 150 MB までです。',
  },
  symptoms: [
    { on: 'graph-error', where: { status: 429 }, weight: 72 },
    {
      on: 'graph-error',
      where: { code: ['TooManyRequests', 'activityLimitReached', 'ErrorExceededMessageLimit'] },
      weight: 80,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Wait for the seconds in `Retry-After` before anything else is asked for that mailbox; fetch less by $select and delta.',
          ja: 'そのメールボックスへの次の要求まで `Retry-After` の秒数を待ち、$select と差分取得で要求を減らします。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft Graph, "Throttling guidance"'],
  related: ['graph-mailbox-concurrency', 'graph-unavailable'],
};
