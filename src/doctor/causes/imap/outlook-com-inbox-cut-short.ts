import type { Cause } from '../../cause.ts';

export const outlookComInboxCutShort: Cause = {
  id: 'outlook-com-inbox-cut-short',
  title: {
    en: 'Outlook.com: the inbox shows only about 10,000 messages over IMAP',
    ja: 'Outlook.com: IMAP では受信トレイに約 1 万件しか表示されない',
  },
  what: {
    en: 'Older messages that are in the web mail do not appear over IMAP.',
    ja: 'Web 版では見える古いメッセージが IMAP では表示されません。',
  },
  why: {
    en: 'Users report such a limit for personal accounts. Microsoft documents none.',
    ja: '個人アカウントについて利用者からこの上限が報告されています。Microsoft の文書にはありません。',
  },
  symptoms: [{ on: 'told', where: { fact: 'noticed', value: 'inbox-cut-short' }, weight: 75 }],
  conditions: [
    {
      when: { 'account.type': 'personal' },
      add: 10,
      because: { en: 'it is a personal account', ja: '個人アカウントである' },
    },
    {
      when: { 'account.type': 'work' },
      add: -30,
      because: { en: 'it is a work or school account', ja: '職場または学校のアカウントである' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Move older messages to another folder in the web mail; they appear there.',
          ja: 'Web 版で古いメッセージを別のフォルダーへ移動すると、そこに表示されます。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Read the mailbox through Graph where all of it is needed.',
          ja: 'すべてのメッセージが必要な場合は Graph で読み取ります。',
        },
      ],
      code: 'GET https://graph.microsoft.com/v1.0/me/mailFolders/inbox/messages?$top=100',
    },
  },
  certainty: 'unsettled',
  sources: ['public reports'],
  related: ['message-size-is-an-estimate'],
};
