import type { Cause } from '../../cause.ts';

export const adminApprovalUserConsentOff: Cause = {
  id: 'admin-approval-user-consent-off',
  title: {
    en: 'AADSTS90093, AADSTS90094: this operation can only be performed by an administrator',
    ja: 'AADSTS90093・AADSTS90094: この操作は管理者だけが実行できる',
  },
  what: {
    en: 'The organization does not let this user consent to the app.',
    ja: '組織の設定により、このユーザーはアプリに同意できません。',
  },
  why: {
    en: 'User consent is switched off or limited, or one of the permissions needs an administrator by its nature (IMAP, POP and SMTP do not).',
    ja: 'ユーザーの同意が無効または制限されているか、管理者の同意が必須のアクセス許可が含まれています（IMAP、POP、SMTP は本来不要です）。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'admin-consent' }, weight: 58 },
    { on: 'told', where: { fact: 'consent.policy', value: 'off' }, weight: 44 },
    { on: 'oauth-error', where: { numbers: [90093, 90094] }, weight: 58 },
    { on: 'oauth-error', where: { numbers: 900941 }, weight: 80 },
    { on: 'oauth-error', where: { numbers: 90095 }, weight: 40 },
    {
      on: 'oauth-error',
      says: ['admin approval', 'administrator approval', 'only an admin can grant'],
      weight: 56,
    },
    { on: 'oauth-error', says: ['can only be performed by an administrator'], weight: 72 },
  ],
  conditions: [
    {
      when: { 'consent.policy': 'off' },
      add: 35,
      because: { en: 'user consent is switched off', ja: 'ユーザーの同意が無効である' },
    },
    {
      when: { 'consent.policy': 'microsoft-managed' },
      add: -20,
      because: {
        en: 'the tenant uses the Microsoft-managed policy',
        ja: 'テナントは Microsoft 管理のポリシーを使っている',
      },
    },
    {
      when: { 'account.type': 'personal' },
      add: -100,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
  ],
  remedies: {
    user: {
      steps: [
        { en: 'Ask an administrator to approve the app.', ja: '管理者にアプリの承認を依頼してください。' },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Give administrators the admin consent link, and ask for no scope that you do not use.',
          ja: '管理者の同意のリンクを案内し、使わないスコープは要求しないでください。',
        },
      ],
      code: 'https://login.microsoftonline.com/organizations/v2.0/adminconsent?client_id=<client id>&redirect_uri=<redirect URI>&state=<state>&scope=https://outlook.office.com/IMAP.AccessAsUser.All%20https://outlook.office.com/SMTP.Send',
    },
    administrator: {
      steps: [
        {
          en: "Sign in with the admin consent link as an administrator of the tenant. Do not connect the user's mailbox with your own account instead.",
          ja: 'テナントの管理者として管理者の同意のリンクを開きます。ユーザーのメールボックスを管理者のアカウントで接続しないでください。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: [
    'Microsoft, "Microsoft Entra authentication and authorization error codes"',
    'Microsoft identity platform, "Admin consent"',
    'public reports',
  ],
  related: ['admin-approval-managed-policy', 'admin-approval-request'],
};
