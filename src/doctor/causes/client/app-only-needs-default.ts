import type { Cause } from '../../cause.ts';

export const appOnlyNeedsDefault: Cause = {
  id: 'app-only-needs-default',
  title: {
    en: 'AADSTS1002012: client credential flows must have a scope value with /.default suffixed to the resource identifier',
    ja: 'AADSTS1002012: client credentials の scope は「リソース/.default」でなければならない',
  },
  what: {
    en: 'An app asked for a token for itself with the names of single permissions.',
    ja: 'アプリ自身のトークンを、個別のアクセス許可の名前で要求しています。',
  },
  why: {
    en: 'With client_credentials nobody consents on the way: the permissions are those granted to the app, and the scope is one resource with /.default. Delegated names such as IMAP.AccessAsUser.All do not belong there.',
    ja: 'client_credentials では途中で同意する人がいません。アクセス許可は管理者がアプリに与えたもので、scope は 1 つのリソースの /.default です。IMAP.AccessAsUser.All などの委任されたアクセス許可は使えません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 1002012 }, weight: 95 },
    { on: 'oauth-error', says: ['client credential flows must have a scope value'], weight: 84 },
    { on: 'oauth-error', where: { numbers: 70011 }, given: { flow: 'app' }, weight: 55 },
    {
      on: 'request',
      where: { grantType: 'client_credentials' },
      given: { 'scopes.default': 'no' },
      weight: 80,
    },
  ],
  conditions: [
    {
      when: { flow: ['code', 'device', 'password', 'implicit'] },
      add: -100,
      because: { en: 'it is not the app that asks for itself', ja: 'アプリ自身の要求ではない' },
    },
    {
      when: { 'scopes.default': 'no' },
      add: 30,
      because: { en: 'no scope is .default', ja: '.default のスコープがない' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Ask for one resource, with .default, once for each resource.',
          ja: '1 回の要求で 1 つのリソースの .default を指定します。',
        },
      ],
      code: 'grant_type=client_credentials&scope=https://outlook.office365.com/.default',
    },
    administrator: {
      steps: [
        {
          en: 'Give the app IMAP.AccessAsApp, POP.AccessAsApp or SMTP.SendAsApp (API permissions > APIs my organization uses > Office 365 Exchange Online > Application permissions) and grant admin consent.',
          ja: 'アプリに IMAP.AccessAsApp、POP.AccessAsApp、SMTP.SendAsApp を与え（［API のアクセス許可］>［所属する組織で使用している API］> Office 365 Exchange Online >［アプリケーションの許可］）、管理者の同意を与えます。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft identity platform, "OAuth 2.0 client credentials flow"',
    'Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth"',
  ],
  related: ['app-only-needs-tenant', 'app-permission-asked-of-user'],
};
