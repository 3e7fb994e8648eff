import type { Cause } from '../../cause.ts';

export const defaultMixedWithNames: Cause = {
  id: 'default-mixed-with-names',
  title: {
    en: "AADSTS70011: .default can't be combined with resource-specific scopes",
    ja: 'AADSTS70011: .default とほかのスコープは組み合わせられない',
  },
  what: {
    en: 'The request names `.default` and single permissions of the same resource.',
    ja: '同じリソースについて `.default` と個別のアクセス許可を同時に要求しています。',
  },
  why: {
    en: '`.default` means everything that is registered or consented for the resource. It stands alone, beside openid, profile, email and offline_access.',
    ja: '`.default` は、そのリソースに登録または同意済みのすべてを意味します。openid、profile、email、offline_access 以外とは一緒に使えません。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: { numbers: 70011 },
      says: [
        ".default scope can't be combined",
        '.default ... combined',
        '.default ... resource-specific scopes',
      ],
      weight: 92,
    },
    { on: 'oauth-error', where: { numbers: [70011, 28002] }, says: ['.default'], weight: 76 },
    { on: 'oauth-error', where: { numbers: 70011 }, weight: 40 },
    { on: 'oauth-error', says: [".default scope can't be combined"], weight: 74 },
    { on: 'request', given: { 'scopes.default': 'yes', 'scopes.mail': 'yes' }, weight: 40 },
  ],
  conditions: [
    {
      when: { 'scopes.default': 'yes' },
      add: 40,
      because: { en: 'one of the scopes is .default', ja: 'スコープに .default がある' },
    },
    {
      when: { 'scopes.default': 'no' },
      add: -100,
      because: { en: 'no scope is .default', ja: '.default のスコープはない' },
    },
    {
      when: { 'scopes.resources': 'both' },
      add: -45,
      because: { en: 'the scopes are of two resources', ja: 'スコープが 2 つのリソースにまたがっている' },
    },
    {
      when: { flow: 'app' },
      add: -25,
      because: { en: 'the app asks for itself', ja: 'アプリ自身の要求である' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Name the permissions, and leave .default away.',
          ja: '.default をやめ、アクセス許可を個別に指定します。',
        },
      ],
      code: 'scope=https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft identity platform, "Scopes and permissions"',
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
  ],
  related: ['scope-not-valid', 'app-only-needs-default', 'default-not-in-registration'],
};
