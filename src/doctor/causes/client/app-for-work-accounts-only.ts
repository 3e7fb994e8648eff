import type { Cause } from '../../cause.ts';

export const appForWorkAccountsOnly: Cause = {
  id: 'app-for-work-accounts-only',
  title: {
    en: 'AADSTS9002332, AADSTS9002331: the application does not take the accounts of this endpoint',
    ja: 'AADSTS9002332・AADSTS9002331: アプリがこのエンドポイントのアカウントに対応していない',
  },
  what: {
    en: 'The tenant in the URL and the account types of the app do not fit.',
    ja: 'URL のテナント部分と、アプリのアカウントの種類が合っていません。',
  },
  why: {
    en: 'An app for work and school accounts was used at /consumers, or one for personal accounts elsewhere.',
    ja: '職場または学校アカウント用のアプリを /consumers で使っているか、個人アカウント用のアプリを別のエンドポイントで使っています。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 9002332 }, weight: 93 },
    { on: 'oauth-error', where: { numbers: 9002331 }, weight: 72 },
    { on: 'oauth-error', says: ['configured for use by Azure Active Directory users only'], weight: 74 },
    {
      on: 'oauth-error',
      says: ['sign in here with a personal account', 'use your work or school account instead'],
      given: { 'tenant.segment': 'common' },
      weight: 94,
    },
  ],
  conditions: [
    {
      when: { 'tenant.segment': 'common', 'account.type': 'personal' },
      add: 30,
      because: {
        en: 'the endpoint takes personal accounts, so the registration does not',
        ja: 'エンドポイントは個人アカウントを受け付けるので、受け付けないのはアプリの登録である',
      },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Use /organizations or the tenant for a work app; or let the registration take both kinds and use /common.',
          ja: '職場用のアプリでは /organizations またはテナントを使います。両方に対応させるなら、登録を変更して /common を使います。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['app-for-personal-accounts-only', 'app-not-for-common'],
};
