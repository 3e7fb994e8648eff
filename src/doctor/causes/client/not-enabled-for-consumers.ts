import type { Cause } from '../../cause.ts';

export const notEnabledForConsumers: Cause = {
  id: 'not-enabled-for-consumers',
  title: {
    en: 'unauthorized_client: the client does not exist or is not enabled for consumers',
    ja: 'unauthorized_client: クライアントが存在しないか、個人アカウント（consumers）に対応していない',
  },
  what: {
    en: 'The sign-in page for personal accounts knows no app with this client id.',
    ja: '個人アカウントのサインイン画面に、このクライアント ID のアプリがありません。',
  },
  why: {
    en: "The app's supported account types exclude personal accounts, or the client id is wrong (often the Secret ID was pasted).",
    ja: 'アプリの「サポートされているアカウントの種類」に個人アカウントが含まれていないか、クライアント ID が誤っています（シークレット ID を貼り付けていることがよくあります）。',
  },
  symptoms: [
    { on: 'oauth-error', says: ['not enabled for consumers'], weight: 92 },
    { on: 'oauth-error', where: { numbers: 700016 }, says: ["directory 'Microsoft Accounts'"], weight: 80 },
    {
      on: 'oauth-error',
      where: { error: 'unauthorized_client', server: ['microsoft', 'unknown'] },
      given: { 'error.number': 'no' },
      weight: 35,
    },
  ],
  conditions: [
    {
      when: { 'account.type': 'work' },
      add: -15,
      because: { en: 'it is a work account', ja: '職場のアカウントである' },
    },
    {
      when: { 'app.audience': ['one-tenant', 'work'] },
      add: 10,
      because: { en: 'the app excludes personal accounts', ja: 'アプリは個人アカウントに対応していない' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Set signInAudience to AzureADandPersonalMicrosoftAccount, and check that the client id is the "Application (client) ID".',
          ja: 'signInAudience を AzureADandPersonalMicrosoftAccount にし、クライアント ID が「アプリケーション (クライアント) ID」であることを確認します。',
        },
      ],
      code: 'Update-MgApplication -ApplicationId <object id> -SignInAudience AzureADandPersonalMicrosoftAccount',
    },
    administrator: {
      steps: [
        {
          en: 'App registrations > the app > Authentication > Supported account types > "Accounts in any organizational directory and personal Microsoft accounts".',
          ja: '［アプリの登録］> アプリ >［認証］>［サポートされているアカウントの種類］>「任意の組織ディレクトリ内のアカウントと個人の Microsoft アカウント」。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['app-not-found-client-id', 'personal-account-at-work-endpoint'],
};
