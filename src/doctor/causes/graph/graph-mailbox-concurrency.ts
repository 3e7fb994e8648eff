import type { Cause } from '../../cause.ts';

export const graphMailboxConcurrency: Cause = {
  id: 'graph-mailbox-concurrency',
  title: {
    en: 'Graph 429 "Application is over its MailboxConcurrency limit": more than four requests at once for one mailbox',
    ja: 'Graph の 429「Application is over its MailboxConcurrency limit」: 1 つのメールボックスへの同時要求が 4 件を超えている',
  },
  what: {
    en: 'Too many requests of this app run at the same time against one mailbox.',
    ja: 'このアプリから 1 つのメールボックスへの同時要求が多すぎます。',
  },
  why: {
    en: 'Four at once per app and mailbox. Each part of a $batch counts by itself.',
    ja: 'アプリとメールボックスの組ごとに同時 4 件までです。$batch の各要求も 1 件ずつ数えられます。',
  },
  symptoms: [
    { on: 'graph-error', says: ['mailboxconcurrency limit', 'mailboxconcurrency'], weight: 96 },
    { on: 'graph-error', where: { innerCode: 'MailboxConcurrency' }, weight: 94 },
    { on: 'graph-error', where: { code: ['ApplicationThrottled', 'ErrorTooManyObjectsOpened'] }, weight: 70 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Let at most three or four requests per mailbox run at once, over all workers, and wait for Retry-After.',
          ja: '全ワーカー合計でメールボックスごとに 3～4 件までに抑え、Retry-After の秒数を待ちます。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft Graph, "Throttling limits"'],
  related: ['graph-throttled'],
};
