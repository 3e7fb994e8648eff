import type { Cause } from '../../cause.ts';

export const subscriptionRequestMalformed: Cause = {
  id: 'subscription-request-malformed',
  title: {
    en: 'Graph 400 "Could not process subscription creation payload" or "... is a required property for subscription creation"',
    ja: 'Graph の 400「Could not process subscription creation payload」「... is a required property for subscription creation」',
  },
  what: {
    en: 'The body that should make a subscription lacks a property or names it wrongly.',
    ja: 'サブスクリプション作成の本文に、プロパティの不足または名前の誤りがあります。',
  },
  why: {
    en: 'changeType, notificationUrl, resource and expirationDateTime are required, spelt and camel-cased exactly so.',
    ja: 'changeType、notificationUrl、resource、expirationDateTime が必須で、綴りと大文字小文字も一致する必要があります。',
  },
  symptoms: [
    {
      on: 'graph-error',
      says: [
        'required property for subscription creation',
        'could not process subscription creation payload',
      ],
      weight: 95,
    },
  ],
  remedies: {
    developer: {
      steps: [{ en: 'Send the four properties.', ja: '4 つのプロパティを送ってください。' }],
      code: '{"changeType":"created","notificationUrl":"https://example.com/notify","resource":"me/mailFolders(\'inbox\')/messages","expirationDateTime":"<UTC, at most 10,000 minutes ahead>"}',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft Graph, "Create subscription"', 'public reports'],
  related: ['subscription-too-long'],
};
