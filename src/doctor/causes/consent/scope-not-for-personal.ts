import type { Cause } from '../../cause.ts';

export const scopeNotForPersonal: Cause = {
  id: 'scope-not-for-personal',
  title: {
    en: 'invalid_scope: the scope "is not configured for this tenant" (personal accounts do not have this permission)',
    ja: 'invalid_scope: スコープが「is not configured for this tenant」（個人アカウントにはないアクセス許可）',
  },
  what: {
    en: 'A personal account was asked for a permission that does not exist for personal accounts.',
    ja: '個人アカウントに存在しないアクセス許可を要求しました。',
  },
  why: {
    en: 'EWS.AccessAsUser.All, for example, exists for work and school accounts only.',
    ja: 'たとえば EWS.AccessAsUser.All は、職場または学校のアカウントにしかありません。',
  },
  symptoms: [
    { on: 'oauth-error', says: ['is not configured for this tenant'], weight: 92 },
    { on: 'oauth-error', where: { numbers: 70011 }, says: ['is not configured for this tenant'], weight: 88 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Leave that scope away for personal accounts. IMAP.AccessAsUser.All, POP.AccessAsUser.All and SMTP.Send of https://outlook.office.com/ are allowed.',
          ja: '個人アカウントではそのスコープを外します。https://outlook.office.com/ の IMAP.AccessAsUser.All、POP.AccessAsUser.All、SMTP.Send は使えます。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['outlook-office365-for-personal', 'scope-not-valid'],
};
