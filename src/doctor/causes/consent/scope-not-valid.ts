import type { Cause } from '../../cause.ts';

export const scopeNotValid: Cause = {
  id: 'scope-not-valid',
  title: {
    en: "AADSTS70011: the provided value for the input parameter 'scope' is not valid",
    ja: 'AADSTS70011: 入力パラメーター「scope」の値が正しくない',
  },
  what: {
    en: 'A scope in the request is misspelt, unknown or not possible for this account.',
    ja: '要求のスコープに、書き間違い、存在しないもの、このアカウントでは使えないものがあります。',
  },
  why: {
    en: 'A scope is the resource, a slash and the name of a permission, separated from the next by a space. Commas, line breaks, a resource encoded twice or a resource that personal accounts do not have end here.',
    ja: 'スコープは「リソース/アクセス許可の名前」の形で、空白で区切ります。カンマ、改行、二重のエンコード、個人アカウントにないリソースを使うとこうなります。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [70011, 28002] }, weight: 72 },
    {
      on: 'oauth-error',
      where: { numbers: 70011 },
      says: ["provided request must include a 'scope' input parameter"],
      weight: 60,
    },
    { on: 'oauth-error', where: { error: 'invalid_scope', server: ['microsoft', 'unknown'] }, weight: 40 },
    {
      on: 'oauth-error',
      says: ["value for the input parameter 'scope' is not valid"],
      saysNot: ['resource value', 'not configured for this tenant', '.default'],
      weight: 55,
    },
  ],
  conditions: [
    {
      when: { 'scopes.default': 'yes' },
      add: -25,
      because: { en: 'one of the scopes is .default', ja: 'スコープに .default がある' },
    },
    {
      when: { flow: 'app' },
      add: -25,
      because: { en: 'the app asks for itself', ja: 'アプリ自身の要求である' },
    },
  ],
  remedies: {
    developer: {
      steps: [{ en: 'Correct the scope that the text names.', ja: '文面に示されたスコープを修正します。' }],
      code: 'scope=https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
    'Microsoft identity platform, "OAuth 2.0 authorization code flow"',
  ],
  related: ['default-mixed-with-names', 'app-only-needs-default', 'outlook-office365-for-personal'],
};
