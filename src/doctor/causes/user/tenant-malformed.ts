import type { Cause } from '../../cause.ts';

export const tenantMalformed: Cause = {
  id: 'tenant-malformed',
  title: {
    en: 'AADSTS900023: specified tenant identifier is neither a valid DNS name, nor a valid external domain',
    ja: 'AADSTS900023: テナントの指定が有効な DNS 名でも外部ドメインでもない',
  },
  what: {
    en: 'What stands for the tenant in the URL is neither a GUID nor a domain.',
    ja: 'URL のテナントの部分が、GUID でもドメインでもありません。',
  },
  why: {
    en: 'A variable was not filled in, the display name was taken, or a space or slash came in.',
    ja: '変数が置き換えられていない、表示名を使っている、空白や「/」が混ざっている、などです。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [900021, 900023] }, weight: 95 },
    { on: 'oauth-error', says: ['neither a valid DNS name'], weight: 84 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Use the GUID, a verified domain, common, organizations or consumers.',
          ja: 'GUID、確認済みドメイン、common、organizations、consumers のどれかを使います。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['tenant-not-found'],
};
