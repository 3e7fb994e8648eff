import type { Cause } from '../../cause.ts';

export const subscriptionValidationTimedOut: Cause = {
  id: 'subscription-validation-timed-out',
  title: {
    en: 'Graph "Subscription validation request timed out": the endpoint answered in more than ten seconds or not at all',
    ja: 'Graph の「Subscription validation request timed out」: 通知先が 10 秒以内に応答しなかった',
  },
  what: {
    en: "Graph waited ten seconds for the validation's answer.",
    ja: 'Graph は検証の応答を 10 秒待ちました。',
  },
  why: {
    en: 'A cold start, a firewall that drops, an address that is private or IPv6 only, or a server that waits for the create call to end first.',
    ja: 'コールド スタート、ファイアウォールによる破棄、プライベートまたは IPv6 のみのアドレス、作成要求の完了を先に待つサーバーなどが原因です。',
  },
  symptoms: [
    {
      on: 'graph-error',
      says: ['subscription validation request timed out', 'validation request timed out'],
      weight: 95,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Answer the validation at once and on another thread than the one that waits for the create call; warm the endpoint up before.',
          ja: '作成要求を待つ処理とは別に、すぐに検証へ応答します。事前に通知先を起動しておいてください。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft Graph, "Receive change notifications through webhooks"'],
  related: ['subscription-validation-failed'],
};
