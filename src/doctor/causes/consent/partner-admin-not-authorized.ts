import type { Cause } from '../../cause.ts';

export const partnerAdminNotAuthorized: Cause = {
  id: 'partner-admin-not-authorized',
  title: {
    en: 'AADSTS90099: the application has not been authorized in the tenant (partner access)',
    ja: 'AADSTS90099: テナントでアプリが承認されていない（パートナーによる代理管理）',
  },
  what: {
    en: "A partner's administrator signed in to a customer's tenant in which the app is not authorized.",
    ja: 'パートナーの管理者が、アプリの承認されていない顧客テナントにサインインしました。',
  },
  why: {
    en: 'Delegated administration of a partner does not carry consent to apps.',
    ja: 'パートナーの代理管理者の権限には、アプリへの同意は含まれません。',
  },
  symptoms: [{ on: 'oauth-error', where: { numbers: 90099 }, weight: 92 }],
  remedies: {
    administrator: {
      steps: [
        {
          en: "Let an administrator of the customer's tenant open the admin consent link.",
          ja: '顧客テナントの管理者に、管理者の同意のリンクを開いてもらいます。',
        },
      ],
      code: 'https://login.microsoftonline.com/<customer tenant>/adminconsent?client_id=<client id>&redirect_uri=<redirect URI>',
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Microsoft Entra authentication and authorization error codes"'],
  related: ['admin-approval-user-consent-off', 'app-not-in-tenant'],
};
