import type { Cause } from '../../cause.ts';

export const outlookOffice365ForPersonal: Cause = {
  id: 'outlook-office365-for-personal',
  title: {
    en: 'invalid_scope "The provided resource value for the input parameter \'scope\' is not valid": use outlook.office.com',
    ja: "invalid_scope「The provided resource value for the input parameter 'scope' is not valid」（outlook.office.com を使う）",
  },
  what: {
    en: 'A personal account was asked for scopes of outlook.office365.com, and the sign-in ended with invalid_scope, without a number.',
    ja: '個人アカウントに outlook.office365.com のスコープを要求したため、番号のない invalid_scope でサインインが終わりました。',
  },
  why: {
    en: 'outlook.office365.com as a scope prefix serves work and school accounts only. outlook.office.com serves both kinds. As a host name for IMAP, outlook.office365.com is right.',
    ja: 'スコープの接頭辞 outlook.office365.com は職場または学校のアカウント専用です。outlook.office.com はどちらでも使えます。IMAP のホスト名としては outlook.office365.com で構いません。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'scope-prefix-office-com' }, weight: 66 },
    {
      on: 'oauth-error',
      says: ["provided resource value for the input parameter 'scope' is not valid"],
      weight: 92,
    },
    {
      on: 'oauth-error',
      where: { error: 'invalid_scope', server: ['microsoft', 'unknown'] },
      given: { 'error.number': 'no' },
      weight: 35,
    },
    { on: 'request', given: { 'scopes.office365-prefix': 'yes', 'account.type': 'personal' }, weight: 80 },
    { on: 'scopes', given: { 'scopes.office365-prefix': 'yes', 'account.type': 'personal' }, weight: 80 },
    {
      on: 'request',
      where: { tenant: 'consumers' },
      given: { 'scopes.office365-prefix': 'yes' },
      weight: 85,
    },
    {
      on: 'request',
      where: { endpoint: 'authorize', tenant: 'common' },
      given: { 'scopes.office365-prefix': 'yes' },
      weight: 35,
    },
  ],
  conditions: [
    {
      when: { 'scopes.office365-prefix': 'yes' },
      add: 25,
      because: {
        en: 'the scopes begin with outlook.office365.com',
        ja: 'スコープが outlook.office365.com で始まる',
      },
    },
    {
      when: { 'scopes.office365-prefix': 'no' },
      add: -45,
      because: {
        en: 'the scopes do not begin with outlook.office365.com',
        ja: 'スコープは outlook.office365.com で始まらない',
      },
    },
    {
      when: { 'account.type': 'work' },
      add: -40,
      because: { en: 'it is a work account', ja: '職場のアカウントである' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Write every mail scope with https://outlook.office.com/. Do not change to graph.microsoft.com: the sign-in would pass and IMAP would fail.',
          ja: 'メールのスコープはすべて https://outlook.office.com/ で始めます。graph.microsoft.com に変えるとサインインは通りますが、IMAP が失敗します。',
        },
      ],
      code: 'scope=https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['scope-not-for-personal', 'scope-not-valid'],
};
