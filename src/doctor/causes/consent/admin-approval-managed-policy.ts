import type { Cause } from '../../cause.ts';

export const adminApprovalManagedPolicy: Cause = {
  id: 'admin-approval-managed-policy',
  title: {
    en: '"Need admin approval" / AADSTS90094 since autumn 2025: Microsoft\'s managed consent policy',
    ja: '「管理者の承認が必要」・AADSTS90094（2025 年秋以降）: Microsoft 管理の同意ポリシー',
  },
  what: {
    en: 'Users who could connect a mail program themselves are now told to ask an administrator.',
    ja: '以前は自分で接続できたユーザーに、管理者の承認が必要と表示されます。',
  },
  why: {
    en: "Since October to November 2025, tenants on the Microsoft-managed user consent policy require an administrator's consent for third-party apps that touch mail by Graph, EWS, EAS, POP or IMAP. Consents that were given before go on to work; some well-known mail programs are exempt.",
    ja: '2025 年 10～11 月から、Microsoft 管理のユーザー同意ポリシーを使うテナントでは、Graph、EWS、EAS、POP、IMAP でメールを扱うサードパーティ製アプリに管理者の同意が必要です。以前の同意は有効で、一部の有名なメールソフトは対象外です。',
  },
  symptoms: [
    { on: 'oauth-error', where: { numbers: [90094, 90095, 90093] }, weight: 62 },
    { on: 'oauth-error', says: ["requires your admin's approval"], weight: 50 },
    {
      on: 'oauth-error',
      says: [
        'admin approval',
        'administrator approval',
        'needs permission to access resources in your organization that only an admin can grant',
      ],
      weight: 66,
    },
  ],
  conditions: [
    {
      when: { 'consent.policy': 'microsoft-managed' },
      add: 30,
      because: {
        en: 'the tenant uses the Microsoft-managed policy',
        ja: 'テナントは Microsoft 管理のポリシーを使っている',
      },
    },
    {
      when: { 'consent.policy': 'off' },
      add: -40,
      because: { en: 'user consent is switched off', ja: 'ユーザーの同意は無効である' },
    },
    {
      when: { 'consent.policy': 'open' },
      add: -20,
      because: { en: 'users may consent', ja: 'ユーザーは同意できる' },
    },
    {
      when: { 'scopes.mail': 'yes' },
      add: 10,
      because: { en: 'mail permissions were asked for', ja: 'メールのアクセス許可を要求している' },
    },
    {
      when: { 'scopes.mail': 'no' },
      add: -5,
      because: {
        en: 'no IMAP, POP or SMTP permission was asked for',
        ja: 'IMAP、POP、SMTP のアクセス許可は要求していない',
      },
    },
    {
      when: { 'account.type': 'personal' },
      add: -100,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
    { when: { timing: 'since-today' }, add: 10, because: { en: 'it worked before', ja: '以前は動いていた' } },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: "Send your administrator the link below the program's name, or ask them to approve the app.",
          ja: '管理者に管理者の同意のリンクを送り、アプリの承認を依頼してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Expect this in every company: show the admin consent link instead of an error.',
          ja: '企業ではこれが標準と考え、エラーではなく管理者の同意のリンクを表示します。',
        },
      ],
      code: 'https://login.microsoftonline.com/organizations/v2.0/adminconsent?client_id=<client id>&redirect_uri=<redirect URI>&state=<state>&scope=https://outlook.office.com/IMAP.AccessAsUser.All%20https://outlook.office.com/SMTP.Send',
    },
    administrator: {
      steps: [
        {
          en: 'Open the admin consent link, or allow the app under Microsoft Entra admin center > Identity > Applications > Enterprise applications > Consent and permissions > User consent settings.',
          ja: '管理者の同意のリンクを開くか、Microsoft Entra 管理センターの［ID］>［アプリケーション］>［エンタープライズ アプリケーション］>［同意とアクセス許可］>［ユーザーの同意設定］で許可します。',
        },
      ],
      code: 'https://login.microsoftonline.com/<tenant>/v2.0/adminconsent?client_id=<client id>&redirect_uri=<redirect URI>&scope=https://outlook.office.com/IMAP.AccessAsUser.All%20https://outlook.office.com/SMTP.Send',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft 365 message center, MC1163922', 'public reports'],
  related: ['admin-approval-user-consent-off', 'admin-approval-request'],
};
