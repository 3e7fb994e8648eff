import type { Cause } from '../../cause.ts';

export const resourceUrlGuessed: Cause = {
  id: 'resource-url-guessed',
  title: {
    en: 'AADSTS65001 for a resource that is neither outlook.office.com nor Graph: the scope prefix is wrong',
    ja: 'AADSTS65001: スコープの接頭辞が outlook.office.com でも Graph でもない',
  },
  what: {
    en: 'The scopes name a URL that looks like Exchange and is not, for example https://outlook.com/.',
    ja: 'スコープに、https://outlook.com/ のように Exchange に似た別の URL が使われています。',
  },
  why: {
    en: 'The part of a scope before the last slash is the identifier of a resource, not a host name to guess. A wrong one ends as a missing consent.',
    ja: 'スコープの最後の「/」より前はリソースの識別子で、ホスト名から推測できるものではありません。間違えると、同意の不足として拒否されます。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: { numbers: 65001 },
      says: ['scope prefix is wrong', 'wrong scope prefix', 'resource that is neither', 'スコープの接頭辞'],
      weight: 72,
    },
    { on: 'oauth-error', where: { numbers: 65001 }, given: { 'scopes.resources': 'other' }, weight: 88 },
    {
      on: 'oauth-error',
      where: { numbers: [500011, 50001] },
      given: { 'scopes.resources': 'other' },
      weight: 90,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Use https://outlook.office.com/ before every mail scope.',
          ja: 'メールのスコープの前には https://outlook.office.com/ を付けます。',
        },
      ],
      code: 'scope=https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft identity platform, "Scopes and permissions"', 'public reports'],
  related: ['consent-missing', 'resource-not-in-tenant'],
};
