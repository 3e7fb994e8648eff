import type { Cause } from '../../cause.ts';

export const scopeEmpty: Cause = {
  id: 'scope-empty',
  title: {
    en: 'AADSTS28003, AADSTS700023: the scope is empty or names no resource',
    ja: 'AADSTS28003・AADSTS700023: スコープが空か、リソースを含んでいない',
  },
  what: {
    en: 'The request for an access token named no scope of a resource, or openid and its like only.',
    ja: 'アクセストークンの要求に、リソースのスコープがありません（openid などだけ、または空です）。',
  },
  why: {
    en: 'Where the consent is for a resource other than Graph, the server cannot guess for which one the token shall be.',
    ja: 'Graph 以外のリソースに同意している場合、サーバーはどのリソースのトークンかを推測できません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [28003, 700023] }, weight: 93 },
    {
      on: 'oauth-error',
      says: ['parameter scope cannot be empty', 'scope cannot be empty when requesting an access token'],
      weight: 84,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Send the full scopes of one resource to /token.',
          ja: '/token に 1 つのリソースのスコープを完全な形で送ります。',
        },
      ],
      code: 'scope=https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['refresh-without-scope', 'two-resources-in-front-channel'],
};
