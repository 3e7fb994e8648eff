import type { Cause } from '../../cause.ts';

export const appPermissionAskedOfUser: Cause = {
  id: 'app-permission-asked-of-user',
  title: {
    en: 'AADSTS650053: IMAP.AccessAsApp (or SMTP.SendAsApp) was asked for as a delegated scope',
    ja: 'AADSTS650053: IMAP.AccessAsApp（または SMTP.SendAsApp）を委任されたスコープとして要求した',
  },
  what: {
    en: 'An application permission was asked for on behalf of a user.',
    ja: 'アプリケーションのアクセス許可を、ユーザーの代理として要求しています。',
  },
  why: {
    en: 'IMAP.AccessAsApp, POP.AccessAsApp and SMTP.SendAsApp are application permissions: no user can give them, and no scope list names them.',
    ja: 'IMAP.AccessAsApp、POP.AccessAsApp、SMTP.SendAsApp はアプリケーションのアクセス許可です。ユーザーが与えることはできず、スコープには書きません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 650053 }, says: ['AccessAsApp', 'SendAsApp'], weight: 94 },
    { on: 'oauth-error', where: { numbers: 650053 }, weight: 30 },
    {
      on: 'oauth-error',
      says: [
        "asked for scope 'IMAP.AccessAsApp'",
        "scope 'POP.AccessAsApp'",
        "scope 'SMTP.SendAsApp'",
        "scope 'SMTP.Send.AsApp'",
      ],
      weight: 84,
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'For a user who signs in: IMAP.AccessAsUser.All, POP.AccessAsUser.All, SMTP.Send. For the app itself: grant_type=client_credentials with .default.',
          ja: 'ユーザーがサインインする場合は IMAP.AccessAsUser.All、POP.AccessAsUser.All、SMTP.Send を使います。アプリ自身の場合は grant_type=client_credentials と .default を使います。',
        },
      ],
      code: `POST https://login.microsoftonline.com/<tenant GUID>/oauth2/v2.0/token
grant_type=client_credentials&client_id=<client id>&client_secret=<secret>&scope=https://outlook.office365.com/.default`,
    },
  },
  certainty: 'inferred',
  sources: ['Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth"', 'public reports'],
  related: ['permission-does-not-exist', 'app-only-needs-default'],
};
