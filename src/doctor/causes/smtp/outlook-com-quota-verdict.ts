import type { Cause } from '../../cause.ts';

export const outlookComQuotaVerdict: Cause = {
  id: 'outlook-com-quota-verdict',
  title: {
    en: '"OutboundSpamException ... WASCL UserAction verdict is RefuseQuota": Outlook.com\'s sending limit for this account',
    ja: '「OutboundSpamException ... WASCL UserAction verdict is RefuseQuota」: Outlook.com のこのアカウントの送信上限',
  },
  what: {
    en: 'Outlook.com refused to send, because the account has used up the small allowance that it is trusted with.',
    ja: 'アカウントに許された送信数を使い切ったため、Outlook.com が送信を拒否しました。',
  },
  why: {
    en: 'New or unverified personal accounts may send to a few recipients a day only; trust grows with use. ShowTierUpgrade means that verifying the account lifts it.',
    ja: '新しい、または未確認の個人アカウントは 1 日に少数の宛先にしか送れません。信頼は使用とともに高まります。ShowTierUpgrade は、本人確認で上限が上がることを意味します。',
  },
  symptoms: [
    { on: 'reply', says: ['actual verdict is refusequota', 'refusequota'], weight: 96 },
    { on: 'dsn', says: ['refusequota'], weight: 92 },
    { on: 'reply', says: ['outboundspamexception', 'wascl useraction verdict'], weight: 62 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Sign in at outlook.com, verify the account if it asks, wait a day, and send less.',
          ja: 'outlook.com にサインインし、求められたら本人確認を行い、1 日待って送信数を減らしてください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Do not repeat at once: it makes the verdict worse. A personal account is no way to send for a program.',
          ja: 'すぐに再送しないでください。判定が悪化します。個人アカウントはプログラムからの送信には向きません。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['outlook-com-suspended', 'outlook-com-wants-a-check'],
};
