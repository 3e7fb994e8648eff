import type { Cause } from '../../cause.ts';

export const appForPersonalAccountsOnly: Cause = {
  id: 'app-for-personal-accounts-only',
  title: {
    en: "AADSTS9002346 / \"not valid for the application's 'userAudience' configuration\": the app is for personal accounts only",
    ja: 'AADSTS9002346・userAudience のエラー: 個人アカウント専用のアプリ',
  },
  what: {
    en: 'An app that takes personal accounts only was used at /common or at a tenant.',
    ja: '個人アカウント専用のアプリが、/common またはテナントのエンドポイントで使われました。',
  },
  why: {
    en: 'Such an app is served at /consumers alone.',
    ja: 'このようなアプリは /consumers でしか使えません。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 9002346 }, weight: 93 },
    { on: 'oauth-error', where: { numbers: 9002331 }, weight: 75 },
    { on: 'oauth-error', says: ["'userAudience' configuration", 'userAudience'], weight: 88 },
    { on: 'oauth-error', says: ['configured for use by Microsoft Account users only'], weight: 84 },
  ],
  conditions: [
    {
      when: { 'app.audience': 'personal' },
      add: 6,
      because: { en: 'the app is for personal accounts', ja: 'アプリは個人アカウント用である' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: "Use /consumers in the URL, or widen the app's supported account types.",
          ja: 'URL で /consumers を使うか、アプリの「サポートされているアカウントの種類」を広げます。',
        },
      ],
      code: 'https://login.microsoftonline.com/consumers/oauth2/v2.0/authorize',
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['app-for-work-accounts-only', 'not-enabled-for-consumers'],
};
