import type { Cause } from '../../cause.ts';

export const outlookComWantsACheck: Cause = {
  id: 'outlook-com-wants-a-check',
  title: {
    en: '"OutboundSpamException ... verdict is HipNotify": Outlook.com wants a person to solve a check',
    ja: '「OutboundSpamException ... verdict is HipNotify」: Outlook.com が本人による確認を求めている',
  },
  what: {
    en: 'Outlook.com will send only after a person has shown in the web mail that they are one.',
    ja: 'Web 版で人間であることを確認するまで、Outlook.com は送信しません。',
  },
  why: {
    en: 'The account is new or behaves unusually.',
    ja: 'アカウントが新しい、または通常と異なる使われ方をしています。',
  },
  symptoms: [
    {
      on: 'graph-error',
      where: { code: ['ErrorAccountSuspend', 'ErrorMessageSubmissionBlocked'] },
      weight: 84,
    },
    { on: 'graph-error', says: ['follow the instructions in your inbox'], weight: 94 },
    { on: 'reply', says: ['actual verdict is hipnotify', 'verdict is hipnotify', 'hipnotify'], weight: 97 },
    { on: 'dsn', says: ['hipnotify'], weight: 92 },
    { on: 'reply', says: ['outboundspamexception'], weight: 57 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Send one message by hand at outlook.com and solve the check that it shows.',
          ja: 'outlook.com から手動で 1 通送信し、表示される確認を済ませてください。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['outlook-com-quota-verdict'],
};
