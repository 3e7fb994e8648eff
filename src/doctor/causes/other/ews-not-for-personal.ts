import type { Cause } from '../../cause.ts';

export const ewsNotForPersonal: Cause = {
  id: 'ews-not-for-personal',
  title: {
    en: 'EWS answers 401 to an Outlook.com or Hotmail account: Exchange Web Services are not open to personal accounts',
    ja: 'Outlook.com・Hotmail のアカウントに EWS が 401 を返す: 個人アカウントでは EWS を使えない',
  },
  what: {
    en: 'The sign-in succeeds, and Exchange Web Services refuse the personal account nevertheless, often reported as a wrong password.',
    ja: 'サインインは成功しますが、個人アカウントは EWS に拒否されます。パスワードの誤りと表示されることがよくあります。',
  },
  why: {
    en: 'EWS is for mailboxes of work and school. Programs that speak it, as DavMail does in its Office 365 modes, have no way into a personal one.',
    ja: 'EWS は職場または学校のメールボックス用です。DavMail の Office 365 モードなど EWS を使うプログラムでは個人のメールボックスに入れません。',
  },
  symptoms: [
    {
      on: 'told',
      where: { fact: 'noticed', value: 'ews' },
      given: { 'account.type': 'personal' },
      weight: 94,
    },
    { on: 'reply', says: ['ews 401 unauthorized'], given: { 'account.type': 'personal' }, weight: 84 },
  ],
  conditions: [
    {
      when: { protocol: 'entra' },
      add: -30,
      because: { en: 'the identity server refused before', ja: 'その前に ID サーバーが拒否している' },
    },
    {
      when: { 'account.type': 'work' },
      add: -40,
      because: { en: 'there is a work account, too', ja: '職場のアカウントもある' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Use IMAP and SMTP with OAuth at outlook.office365.com and smtp-mail.outlook.com, or a program that speaks Graph.',
          ja: 'OAuth で outlook.office365.com の IMAP と smtp-mail.outlook.com の SMTP を使うか、Graph に対応したプログラムを使います。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['scope-not-for-personal', 'password-at-outlook-com'],
};
