import type { Cause } from '../../cause.ts';

export const graphDefaultScopePersonal: Cause = {
  id: 'graph-default-scope-personal',
  title: {
    en: 'Outlook.com with .default: 403 ErrorAccessDenied at DELETE and move, or AADSTS90023 "No applicable permissions were found for this user"',
    ja: 'Outlook.com と .default: 削除・移動が 403 ErrorAccessDenied、または AADSTS90023「No applicable permissions were found」',
  },
  what: {
    en: 'The token holds only what was consented before, and writing was not; where nothing was, there is no token.',
    ja: 'トークンには以前に同意された権限しかなく、書き込みは含まれていません。何も同意されていなければトークンは得られません。',
  },
  why: {
    en: '`.default` asks for no new consent from a personal account: what is registered but was never consented stays out.',
    ja: '`.default` では、個人アカウントに新しい同意が求められません。登録されていても同意されていない権限は含まれません。',
  },
  symptoms: [
    { on: 'graph-error', where: { code: 'ErrorAccessDenied' }, weight: 58 },
    { on: 'oauth-error', says: ['no applicable permissions were found'], weight: 88 },
  ],
  conditions: [
    {
      when: { 'account.type': 'personal' },
      add: 30,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
    {
      when: { 'account.type': 'work' },
      add: -40,
      because: { en: 'it is a work or school account', ja: '職場または学校のアカウントである' },
    },
    {
      when: { 'token.actor': 'app' },
      add: -100,
      because: { en: 'the app signed in by itself', ja: 'アプリ自身としてサインインしている' },
    },
  ],
  remedies: {
    developer: {
      steps: [{ en: 'Ask for Mail.ReadWrite by name.', ja: 'Mail.ReadWrite を名前で要求してください。' }],
      code: 'scope=https://graph.microsoft.com/Mail.ReadWrite offline_access',
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['graph-access-denied'],
};
