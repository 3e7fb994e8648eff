import type { Cause } from '../../cause.ts';

export const adminConsentByWrongAccount: Cause = {
  id: 'admin-consent-by-wrong-account',
  title: {
    en: 'access_denied with AADSTS50020 at admin consent: the administrator is not of this tenant',
    ja: '管理者の同意で access_denied と AADSTS50020: 管理者がこのテナントに属していない',
  },
  what: {
    en: 'The admin consent page was opened for one tenant, with an account of another.',
    ja: 'あるテナントの管理者の同意の画面を、別のテナントのアカウントで開いています。',
  },
  why: {
    en: 'Only an administrator of the tenant in the URL can consent for it.',
    ja: '同意できるのは、URL のテナントの管理者だけです。',
  },
  symptoms: [
    {
      on: 'oauth-error',
      where: { numbers: 50020 },
      says: ['admin consent', 'adminconsent', '管理者がこのテナントに'],
      weight: 78,
    },
    { on: 'oauth-error', where: { numbers: 50020, error: 'access_denied' }, weight: 90 },
    { on: 'oauth-error', where: { numbers: 50020 }, given: { 'consent.by': 'admin' }, weight: 78 },
  ],
  remedies: {
    administrator: {
      steps: [
        {
          en: 'Sign out, and open the link as an administrator of the tenant that the link names.',
          ja: '一度サインアウトし、リンクのテナントの管理者として開き直してください。',
        },
      ],
      code: 'https://login.microsoftonline.com/<tenant of the mailboxes>/v2.0/adminconsent?client_id=<client id>&redirect_uri=<redirect URI>&scope=https://outlook.office.com/IMAP.AccessAsUser.All%20https://outlook.office.com/SMTP.Send',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft identity platform, "Admin consent"', 'public reports'],
  related: ['account-not-in-tenant', 'admin-approval-user-consent-off'],
};
