import type { Cause } from '../../cause.ts';

export const clientSecretAppNotInTenant: Cause = {
  id: 'client-secret-app-not-in-tenant',
  title: {
    en: 'AADSTS7000215 for client credentials: the app has no service principal in this tenant',
    ja: 'AADSTS7000215（client credentials）: テナントにアプリのサービス プリンシパルがない',
  },
  what: {
    en: 'The secret is right, but the app does not exist in the tenant that was asked.',
    ja: 'シークレットは正しくても、要求先のテナントにアプリが存在しません。',
  },
  why: {
    en: 'Deleting the enterprise application, or asking another tenant, has been answered as a wrong secret too.',
    ja: 'エンタープライズ アプリケーションを削除した場合や別のテナントに要求した場合にも、シークレットの誤りとして返されることがあります。',
  },
  symptoms: [{ on: 'oauth-error', where: { numbers: 7000215 }, weight: 42 }],
  conditions: [
    {
      when: { 'app.in-tenant': 'no' },
      add: 45,
      because: { en: 'the app is not in the tenant', ja: 'アプリはテナントにない' },
    },
    {
      when: { 'app.in-tenant': 'yes' },
      add: -100,
      because: { en: 'the app is in the tenant', ja: 'アプリはテナントにある' },
    },
    {
      when: { flow: 'app' },
      add: 8,
      because: { en: 'the app asks for itself', ja: 'アプリ自身の要求である' },
    },
  ],
  remedies: {
    administrator: {
      steps: [
        {
          en: 'Bring the app into the tenant by the admin consent link.',
          ja: '管理者の同意のリンクで、アプリをテナントに追加します。',
        },
      ],
      code: 'https://login.microsoftonline.com/<tenant>/adminconsent?client_id=<client id>&redirect_uri=<redirect URI>',
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['client-secret-id-pasted', 'app-not-in-tenant'],
};
