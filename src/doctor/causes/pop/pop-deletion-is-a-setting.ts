import type { Cause } from '../../cause.ts';

export const popDeletionIsASetting: Cause = {
  id: 'pop-deletion-is-a-setting',
  title: {
    en: 'Outlook.com POP: messages vanish or stay although the program says otherwise',
    ja: 'Outlook.com の POP: プログラムの設定と違ってメッセージが消える、または残る',
  },
  what: {
    en: 'What DELE does to the messages of a personal account is decided by a setting of the account.',
    ja: '個人アカウントで DELE が何をするかは、アカウントの設定で決まります。',
  },
  why: {
    en: 'Outlook.com has a setting that lets devices and apps delete messages, or moves them to a folder instead.',
    ja: 'Outlook.com には、デバイスやアプリからの削除を許可するか、別のフォルダーへ移動するかを決める設定があります。',
  },
  symptoms: [{ on: 'told', where: { fact: 'noticed', value: 'pop-deletes' }, weight: 80 }],
  conditions: [
    {
      when: { 'account.type': 'work' },
      add: -40,
      because: { en: 'it is a work or school account', ja: '職場または学校のアカウントである' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'outlook.live.com > Settings > Mail > Forwarding and IMAP: choose below POP whether devices and apps may delete messages.',
          ja: 'outlook.live.com の［設定］>［メール］>［転送と IMAP］の POP の欄で、デバイスやアプリによる削除を許可するかを選びます。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Do not rely on DELE to clean up; keep your own list of UIDLs that were fetched.',
          ja: 'DELE による整理を当てにせず、取得済みの UIDL を自分で記録してください。',
        },
      ],
    },
  },
  certainty: 'inferred',
  sources: ['Outlook.com support pages', 'public reports'],
  related: ['pop-off-at-outlook-com'],
};
