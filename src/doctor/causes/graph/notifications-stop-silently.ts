import type { Cause } from '../../cause.ts';

export const notificationsStopSilently: Cause = {
  id: 'notifications-stop-silently',
  title: {
    en: 'Graph change notifications stop without an error',
    ja: 'Graph の変更通知がエラーもなく止まる',
  },
  what: {
    en: 'No notification comes any more, and nothing refused anything.',
    ja: 'エラーは出ていないのに、通知が届かなくなりました。',
  },
  why: {
    en: 'The subscription ended, or Graph dropped notifications because the endpoint answered too slowly (3 seconds) or with errors.',
    ja: 'サブスクリプションの期限切れ、または通知先の応答が遅い（3 秒超）かエラーのため、Graph が通知を破棄しました。',
  },
  symptoms: [{ on: 'told', where: { fact: 'noticed', value: 'notifications-stop' }, weight: 85 }],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Renew at half of the life, answer 202 at once and work afterwards, give a lifecycleNotificationUrl, and compare by delta every now and then.',
          ja: '有効期間の半分で更新し、まず 202 を返してから処理します。lifecycleNotificationUrl を指定し、定期的に差分を確認します。',
        },
      ],
      code: `PATCH /v1.0/subscriptions/<id>
{"expirationDateTime":"<UTC>"}`,
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft Graph, "Receive change notifications through webhooks"',
    'Microsoft Graph, "Lifecycle notifications"',
  ],
  related: ['subscription-too-long'],
};
