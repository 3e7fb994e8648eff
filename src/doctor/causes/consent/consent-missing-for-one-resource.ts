import type { Cause } from '../../cause.ts';

export const consentMissingForOneResource: Cause = {
  id: 'consent-missing-for-one-resource',
  title: {
    en: 'AADSTS65001 for the second resource only: the user consented to Graph, but not to Exchange (or the reverse)',
    ja: 'AADSTS65001 が 2 つ目のリソースだけで出る（Graph には同意があり、Exchange にはない、またはその逆）',
  },
  what: {
    en: 'A token for one resource is given, for the other it is refused: nobody has consented to that one.',
    ja: '一方のリソースのトークンは得られますが、もう一方は同意がないため拒否されます。',
  },
  why: {
    en: 'Consent is kept for each resource. Users who connected before the app asked for the second resource have a grant for the first only.',
    ja: '同意はリソースごとに記録されます。2 つ目のリソースを追加する前に接続したユーザーには、1 つ目の同意しかありません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 65001 }, weight: 56 },
    {
      on: 'oauth-error',
      where: { error: 'invalid_grant', suberror: 'consent_required', server: ['microsoft', 'unknown'] },
      weight: 56,
    },
    { on: 'oauth-error', says: ['has not consented to use the application'], weight: 54 },
  ],
  conditions: [
    {
      when: { 'other-resource': 'works' },
      add: 30,
      because: {
        en: 'another resource works with the same refresh token',
        ja: '同じ更新トークンで別のリソースは使える',
      },
    },
    {
      when: { 'other-resource': 'fails' },
      add: -40,
      because: { en: 'no resource works', ja: 'どのリソースも使えない' },
    },
    {
      when: { 'scopes.resources': 'graph', 'token.audience': 'exchange' },
      add: 24,
      because: {
        en: 'the scopes are of Graph, and the token is wanted for Exchange',
        ja: 'スコープは Graph のもので、トークンは Exchange 宛てに求めている',
      },
    },
    {
      when: { 'scopes.resources': 'exchange', 'token.audience': 'graph' },
      add: 24,
      because: {
        en: 'the scopes are of Exchange, and the token is wanted for Graph',
        ja: 'スコープは Exchange のもので、トークンは Graph 宛てに求めている',
      },
    },
    {
      when: { leg: 'refresh' },
      add: 12,
      because: {
        en: 'it failed at a refresh, so a grant is there',
        ja: '更新で失敗しているので、許可自体はある',
      },
    },
    {
      when: { leg: ['authorize', 'device'] },
      add: -10,
      because: { en: 'it failed before there was a grant', ja: '許可を得る前に失敗した' },
    },
    {
      when: { 'scopes.resources': 'other' },
      add: -20,
      because: {
        en: 'the resource is neither Graph nor Exchange',
        ja: 'リソースが Graph でも Exchange でもない',
      },
    },
    {
      when: { 'consent.by': 'nobody' },
      add: -30,
      because: { en: 'nobody has consented', ja: '誰も同意していない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Connect the account again and accept what the page lists.',
          ja: 'アカウントを接続し直し、画面に表示される内容に同意してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Send the user to /authorize with the scopes of both resources and prompt=consent. Keep the refresh token: it still serves the first resource.',
          ja: '両方のリソースのスコープと prompt=consent を付けて /authorize へ誘導します。更新トークンは 1 つ目のリソースにまだ使えるので残します。',
        },
      ],
      code: 'GET https://login.microsoftonline.com/<tenant>/oauth2/v2.0/authorize?client_id=<client id>&response_type=code&redirect_uri=<redirect URI>&prompt=consent&scope=https://outlook.office.com/IMAP.AccessAsUser.All%20https://outlook.office.com/SMTP.Send%20https://graph.microsoft.com/User.Read%20offline_access',
    },
    administrator: {
      steps: [{ en: 'Or consent for everybody.', ja: 'または、組織全体に対して同意します。' }],
      code: 'https://login.microsoftonline.com/<tenant>/v2.0/adminconsent?client_id=<client id>&redirect_uri=<redirect URI>&scope=https://outlook.office.com/IMAP.AccessAsUser.All%20https://outlook.office.com/SMTP.Send',
    },
  },
  certainty: 'reported',
  sources: [
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
    'Microsoft identity platform, "Scopes and permissions"',
    'public reports',
  ],
  related: ['consent-missing', 'personal-scope-not-consented'],
};
