import type { Cause } from '../../cause.ts';

export const sentItemsTwice: Cause = {
  id: 'sent-items-twice',
  title: {
    en: 'Every sent message appears twice in Sent Items: Exchange stores it, and the program too',
    ja: '送信済みアイテムに同じメッセージが 2 通入る: Exchange とプログラムの両方が保存している',
  },
  what: { en: 'The copy is kept twice.', ja: '控えが二重に保存されています。' },
  why: {
    en: 'Exchange puts every message that is handed in by SMTP into Sent Items. A program that also appends it over IMAP makes the second copy.',
    ja: 'Exchange は SMTP で送信されたメッセージを自動的に送信済みアイテムに保存します。プログラムも IMAP の APPEND で保存すると 2 通になります。',
  },
  symptoms: [{ on: 'told', where: { fact: 'noticed', value: 'sent-twice' }, weight: 88 }],
  remedies: {
    user: {
      steps: [
        {
          en: 'Switch off "Place a copy in Sent" for this account in the mail program.',
          ja: 'メールソフトで、このアカウントの「送信済みメッセージのコピーを保存する」をオフにしてください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Do not APPEND sent mail at Microsoft.',
          ja: 'Microsoft のメールボックスでは、送信メールを APPEND しないでください。',
        },
      ],
    },
  },
  certainty: 'documented',
  sources: ['Microsoft support articles for Exchange Online', 'public reports'],
  related: ['message-id-is-rewritten'],
};
