import type { Cause } from '../../cause.ts';

export const appOnlyWithoutCredential: Cause = {
  id: 'app-only-without-credential',
  title: {
    en: "AADSTS7000216: client_credentials needs a 'client_assertion' or 'client_secret'",
    ja: 'AADSTS7000216: client_credentials には client_assertion または client_secret が必要',
  },
  what: {
    en: 'The app asked for a token for itself without proving who it is.',
    ja: 'アプリが、自身を証明する情報なしに自分のトークンを要求しました。',
  },
  why: {
    en: 'Client credentials are the proof of the app itself: a secret or a certificate.',
    ja: 'client credentials では、シークレットまたは証明書でアプリ自身を証明します。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: 7000216 }, weight: 94 },
    { on: 'oauth-error', says: ["is required for the 'client_credentials' grant type"], weight: 70 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Add client_secret or client_assertion to the request.',
          ja: '要求に client_secret または client_assertion を加えます。',
        },
      ],
      code: `POST https://login.microsoftonline.com/<tenant GUID>/oauth2/v2.0/token
grant_type=client_credentials&client_id=<client id>&client_secret=<secret>&scope=https://outlook.office365.com/.default`,
    },
  },
  certainty: 'reported',
  sources: ['Microsoft identity platform, "OAuth 2.0 client credentials flow"', 'public reports'],
  related: ['web-redirect-without-secret', 'app-only-needs-default'],
};
