import type { Cause } from '../../cause.ts';

export const permissionDoesNotExist: Cause = {
  id: 'permission-does-not-exist',
  title: {
    en: "AADSTS650053: the application asked for scope that doesn't exist on the resource",
    ja: 'AADSTS650053: リソースに存在しないスコープが要求された',
  },
  what: {
    en: 'The resource has no permission of the name that was asked for.',
    ja: '要求された名前のアクセス許可は、そのリソースにありません。',
  },
  why: {
    en: 'The name is misspelt or belongs to another resource.',
    ja: '名前の書き間違いか、別のリソースのアクセス許可です。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 650053 }, weight: 78 },
    { on: 'oauth-error', where: { numbers: 650053 }, says: ['AccessAsApp', 'SendAsApp'], weight: 50 },
    {
      on: 'oauth-error',
      says: ["doesn't exist on the resource", 'does not exist on the resource'],
      saysNot: ['AccessAsApp', 'SendAsApp'],
      weight: 76,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Correct the name: IMAP.AccessAsUser.All, POP.AccessAsUser.All and SMTP.Send are of https://outlook.office.com/; Mail.ReadWrite, Mail.Send and User.Read are of https://graph.microsoft.com/.',
          ja: '名前を直します。IMAP.AccessAsUser.All、POP.AccessAsUser.All、SMTP.Send は https://outlook.office.com/ のもの、Mail.ReadWrite、Mail.Send、User.Read は https://graph.microsoft.com/ のものです。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['app-permission-asked-of-user', 'scope-not-valid'],
};
