import type { Cause } from '../../cause.ts';

export const resourceParameterAtV2: Cause = {
  id: 'resource-parameter-at-v2',
  title: {
    en: "AADSTS901002: the 'resource' request parameter is not supported (v2.0 endpoint takes scope)",
    ja: 'AADSTS901002: resource パラメーターは使えない（v2.0 エンドポイントでは scope を使う）',
  },
  what: {
    en: 'The request to the v2.0 endpoint carries the `resource` parameter of the older one.',
    ja: 'v2.0 エンドポイントへの要求に、旧エンドポイントの `resource` パラメーターが含まれています。',
  },
  why: {
    en: 'In v2.0 the resource is told by the scopes.',
    ja: 'v2.0 では、リソースはスコープで指定します。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 901002 }, weight: 94 },
    { on: 'oauth-error', says: ["'resource' request parameter is not supported"], weight: 82 },
    { on: 'request', where: { version: 'v2', flaws: 'resource-parameter' }, weight: 85 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Take `resource` away, and send full scopes.',
          ja: '`resource` を削除し、完全な形のスコープを送ります。',
        },
      ],
      code: 'scope=https://outlook.office.com/IMAP.AccessAsUser.All offline_access',
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['parameter-missing'],
};
