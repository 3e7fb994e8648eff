import type { Cause } from '../../cause.ts';

export const personalAccountAtWorkEndpoint: Cause = {
  id: 'personal-account-at-work-endpoint',
  title: {
    en: '"You can\'t sign in here with a personal account" / AADSTS50020, AADSTS500208: a personal account at a work endpoint',
    ja: '「個人のアカウントではここにサインインできません」・AADSTS50020・AADSTS500208: 職場用エンドポイントでの個人アカウント',
  },
  what: {
    en: 'A personal account (Outlook.com, Hotmail, Live) was used where only work or school accounts may sign in.',
    ja: '職場または学校のアカウントしか使えない場所で、個人アカウント（Outlook.com、Hotmail、Live）が使われました。',
  },
  why: {
    en: "The URL names /organizations or one tenant, or the app's registration excludes personal accounts.",
    ja: 'URL が /organizations または特定のテナントを指しているか、アプリの登録が個人アカウントに対応していません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [500200, 500207, 500208] }, weight: 92 },
    {
      on: 'oauth-error',
      where: { numbers: 50020 },
      says: ["identity provider 'live.com'", 'live.com'],
      weight: 92,
    },
    { on: 'oauth-error', where: { numbers: 50020 }, weight: 48 },
    {
      on: 'oauth-error',
      says: ['sign in here with a personal account', 'use your work or school account instead'],
      weight: 92,
    },
  ],
  conditions: [
    {
      when: { 'account.type': 'personal' },
      add: 35,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
    {
      when: { 'account.type': 'work' },
      add: -60,
      because: { en: 'it is a work account', ja: '職場のアカウントである' },
    },
    {
      when: { 'tenant.segment': ['common', 'consumers'] },
      add: -10,
      because: {
        en: 'the endpoint takes personal accounts',
        ja: '個人アカウントを受け入れるエンドポイントである',
      },
    },
    {
      when: { 'tenant.segment': ['organizations', 'tenant'] },
      add: 5,
      because: {
        en: 'the endpoint takes work accounts only',
        ja: '職場のアカウント専用のエンドポイントである',
      },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Where you have both, sign in with the work or school account that has the mailbox.',
          ja: '両方のアカウントがある場合は、メールボックスのある職場または学校のアカウントでサインインしてください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Use /common or /consumers, and let the registration take personal accounts (signInAudience AzureADandPersonalMicrosoftAccount).',
          ja: '/common または /consumers を使い、アプリの登録を個人アカウントに対応させます（signInAudience を AzureADandPersonalMicrosoftAccount に）。',
        },
      ],
      code: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    },
    administrator: {
      steps: [
        {
          en: 'App registrations > the app > Authentication > Supported account types.',
          ja: '［アプリの登録］> アプリ >［認証］>［サポートされているアカウントの種類］。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"', 'public reports'],
  related: ['not-enabled-for-consumers', 'account-not-in-tenant'],
};
