import type { Cause } from '../../cause.ts';

export const tenantThrottled: Cause = {
  id: 'tenant-throttled',
  title: {
    en: 'AADSTS90055: there are too many requests for the tenant',
    ja: 'AADSTS90055: テナントへの要求が多すぎる',
  },
  what: {
    en: 'The tenant sends too many requests, and is slowed down.',
    ja: 'テナントからの要求が多すぎるため、制限されています。',
  },
  why: { en: 'All apps of the tenant count together.', ja: 'テナントのすべてのアプリの合計で判断されます。' },
  symptoms: [{ on: 'oauth-error', where: { numbers: 90055 }, weight: 92 }],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Use each access token until it ends, and repeat slowly (Retry-After, where it is given).',
          ja: 'アクセストークンは期限まで使い、ゆっくり再試行します（Retry-After があれば従います）。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['client-request-loop'],
};
