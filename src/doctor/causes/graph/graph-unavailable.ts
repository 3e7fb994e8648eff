import type { Cause } from '../../cause.ts';

export const graphUnavailable: Cause = {
  id: 'graph-unavailable',
  title: {
    en: 'Graph 503 or 504 "serviceNotAvailable": try again later',
    ja: 'Graph の 503・504「serviceNotAvailable」: 後で再試行する',
  },
  what: {
    en: 'Graph or the service behind it did not answer in time.',
    ja: 'Graph または背後のサービスが時間内に応答しませんでした。',
  },
  why: { en: 'A passing disturbance, or too heavy a request.', ja: '一時的な障害、または重すぎる要求です。' },
  symptoms: [
    { on: 'graph-error', where: { status: [502, 503, 504] }, weight: 78 },
    { on: 'graph-error', says: ['task was canceled', 'operation was canceled'], weight: 76 },
    {
      on: 'graph-error',
      where: {
        code: [
          'serviceNotAvailable',
          'UnknownError',
          'generalException',
          'ErrorInternalServerError',
          'ErrorServerBusy',
          'ErrorMailboxStoreUnavailable',
          'ErrorMailboxMoveInProgress',
          'MailboxInfoStale',
          'ErrorInternalServerTransientError',
          'ErrorMessageTransientError',
        ],
      },
      weight: 55,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Repeat with growing pauses, after Retry-After where it is given. A send must first be looked up in Sent Items.',
          ja: 'Retry-After があればその後に、間隔を延ばして再試行します。送信の場合は、まず送信済みアイテムを確認します。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft Graph, "Error responses and resource types"'],
  related: ['graph-throttled'],
};
