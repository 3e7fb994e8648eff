import type { Cause } from '../../cause.ts';

export const outlookComSuspended: Cause = {
  id: 'outlook-com-suspended',
  title: {
    en: '"OutboundSpamException ... verdict is Suspend": Outlook.com has suspended sending from this account',
    ja: '「OutboundSpamException ... verdict is Suspend」: Outlook.com がこのアカウントの送信を停止した',
  },
  what: {
    en: 'Outlook.com takes no mail for sending from this account at present.',
    ja: 'Outlook.com が、このアカウントからの送信を停止しています。',
  },
  why: {
    en: 'Its filter takes what was sent for spam, or the account for a stolen one.',
    ja: '送信内容が迷惑メールと判定されたか、アカウントの乗っ取りが疑われています。',
  },
  symptoms: [
    { on: 'reply', says: ['actual verdict is suspend', 'verdict is suspend'], weight: 97 },
    { on: 'dsn', says: ['verdict is suspend'], weight: 92 },
    { on: 'reply', says: ['outboundspamexception'], weight: 58 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in at outlook.com, change the password, follow the notice that is shown there, and confirm by telephone.',
          ja: 'outlook.com にサインインし、パスワードを変更し、表示される案内に従って電話番号で確認してください。',
        },
      ],
    },
    developer: {
      steps: [{ en: 'Stop sending from this account.', ja: 'このアカウントからの送信を止めてください。' }],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['outlook-com-quota-verdict'],
};
