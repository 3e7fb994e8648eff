import type { Cause } from '../../cause.ts';

export const refreshWithoutScope: Cause = {
  id: 'refresh-without-scope',
  title: {
    en: 'AADSTS90009: the application is requesting a token for itself (no scope at the refresh)',
    ja: 'AADSTS90009: アプリが自分自身のトークンを要求している（更新に scope がない）',
  },
  what: {
    en: 'The refresh named no scope, and so the app itself was taken for the resource.',
    ja: '更新の要求に scope がなく、アプリ自身がリソースとみなされました。',
  },
  why: {
    en: '`scope` is formally optional at a refresh. An app that publishes an API of its own needs it.',
    ja: '更新時の `scope` は形式上は省略できますが、独自の API を公開しているアプリでは必要です。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 90009 }, weight: 94 },
    { on: 'oauth-error', says: ['requesting a token for itself'], weight: 84 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Send the scopes of one resource with every refresh.',
          ja: '更新のたびに、1 つのリソースのスコープを送ります。',
        },
      ],
      code: 'grant_type=refresh_token&scope=https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['scope-empty'],
};
