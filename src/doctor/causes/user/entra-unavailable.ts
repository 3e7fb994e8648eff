import type { Cause } from '../../cause.ts';

export const entraUnavailable: Cause = {
  id: 'entra-unavailable',
  title: {
    en: 'AADSTS90033, AADSTS90006, AADSTS90024: the service is temporarily unavailable',
    ja: 'AADSTS90033・AADSTS90006・AADSTS90024: サービスが一時的に利用できない',
  },
  what: {
    en: "Microsoft's sign-in service had trouble with this request.",
    ja: 'Microsoft のサインイン サービスで問題が発生しました。',
  },
  why: {
    en: 'It passes by itself. Nothing is wrong with the account, the app or the consent.',
    ja: '時間が経てば解消します。アカウント、アプリ、同意に問題はありません。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: { numbers: [40010, 50000, 50050, 50086, 90036, 90091, 90092, 1001000, 50166] },
      weight: 80,
    },

    { on: 'oauth-error', where: { numbers: [90006, 90012, 90024, 90033, 90090, 50033, 50087] }, weight: 86 },
    {
      on: 'oauth-error',
      where: { error: ['temporarily_unavailable', 'server_error'], server: ['microsoft', 'unknown'] },
      weight: 72,
    },
    { on: 'own-error', where: { code: ['entra-unavailable', 'oidc-unavailable'] }, weight: 85 },
    { on: 'oauth-error', says: ['temporarily unavailable', 'transient error has occurred'], weight: 70 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Wait some minutes. If it lasts, see https://status.cloud.microsoft.',
          ja: '数分待ってください。続く場合は https://status.cloud.microsoft を確認してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Repeat with growing pauses and some randomness; keep the refresh token.',
          ja: '間隔を広げながら（ランダムな揺らぎを加えて）再試行し、更新トークンは残します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['personal-service-trouble', 'tenant-throttled'],
};
