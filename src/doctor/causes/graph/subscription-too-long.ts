import type { Cause } from '../../cause.ts';

export const subscriptionTooLong: Cause = {
  id: 'subscription-too-long',
  title: {
    en: 'Graph "Subscription expiration can only be 10070 minutes in the future"',
    ja: 'Graph の「Subscription expiration can only be 10070 minutes in the future」: 有効期限が長すぎる',
  },
  what: {
    en: 'The expiration that was asked for is later than the resource allows.',
    ja: '要求した有効期限が、リソースの上限を超えています。',
  },
  why: {
    en: 'The documentation says 10,080 minutes for messages; 10,070 are enforced (1,440 with resource data).',
    ja: '文書ではメッセージの上限は 10,080 分ですが、実際には 10,070 分です（リソース データ付きは 1,440 分）。',
  },
  symptoms: [
    {
      on: 'graph-error',
      says: [
        'subscription expiration can only be # minutes',
        'expiration can only be # minutes in the future',
      ],
      weight: 96,
    },
    {
      on: 'graph-error',
      where: { code: 'ExtensionError' },
      saysNot: ['canceled', 'status code'],
      weight: 60,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Ask for 10,000 minutes at most, take the number out of the refusal and ask once more, and read back what was granted.',
          ja: '最大 10,000 分で要求し、拒否されたら文中の数値で 1 回だけやり直し、応答の実際の期限を確認します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Microsoft Graph, "subscription resource type"', 'public reports'],
  related: ['notifications-stop-silently'],
};
