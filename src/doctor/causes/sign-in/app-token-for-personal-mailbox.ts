import type { Cause } from '../../cause.ts';

export const appTokenForPersonalMailbox: Cause = {
  id: 'app-token-for-personal-mailbox',
  title: {
    en: 'App-only access (client credentials) to an Outlook.com mailbox is not possible',
    ja: '個人の Outlook.com メールボックスにアプリ専用アクセス（client credentials）はできない',
  },
  what: {
    en: 'A token that an app got by itself was used for a personal account.',
    ja: 'アプリ単独で得たトークンが、個人アカウントに対して使われました。',
  },
  why: {
    en: "Application permissions belong to an organization's tenant. A personal account (outlook.com, hotmail.com, live.com) has no administrator who could grant them.",
    ja: 'アプリケーションの許可は組織のテナントに属します。個人アカウント（outlook.com、hotmail.com、live.com）には、それを許可する管理者がいません。',
  },
  symptoms: [
    {
      on: 'told',
      where: { fact: 'token.actor', value: 'app' },
      given: { 'account.type': 'personal' },
      weight: 60,
    },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 8,
    },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 8,
    },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 8 },
    { on: 'reply', says: ['authenticated but not connected'], weight: 8 },
  ],
  conditions: [
    {
      when: { 'token.actor': 'app', 'account.type': 'personal' },
      add: 85,
      because: {
        en: 'an app alone tries to open a personal mailbox',
        ja: 'アプリ単独で個人のメールボックスを開こうとしている',
      },
    },
    {
      when: { 'token.actor': 'user' },
      add: -100,
      because: { en: 'a person signed in', ja: '人がサインインしている' },
    },
    {
      when: { 'account.type': 'work' },
      add: -100,
      because: { en: 'it is a work or school account', ja: '職場または学校のアカウントである' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Let the person sign in (authorization code with PKCE, or device code) and keep the refresh token.',
          ja: '本人にサインインしてもらい（PKCE 付きの認可コードまたはデバイス コード）、更新トークンを保存して使います。',
        },
      ],
      code: 'scope=https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth"'],
  related: ['app-not-registered-in-exchange'],
};
