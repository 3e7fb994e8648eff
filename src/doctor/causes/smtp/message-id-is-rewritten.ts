import type { Cause } from '../../cause.ts';

export const messageIdIsRewritten: Cause = {
  id: 'message-id-is-rewritten',
  title: {
    en: 'The Message-ID of a sent message is another one in Sent Items',
    ja: '送信済みアイテムの Message-ID が送信時と違う',
  },
  what: {
    en: 'The message was sent, but its Message-ID is not the one the program wrote.',
    ja: 'メッセージは送信されましたが、Message-ID がプログラムの付けたものと異なります。',
  },
  why: {
    en: 'Exchange may write a Message-ID of its own and keeps the first one in `X-Microsoft-Original-Message-ID`.',
    ja: 'Exchange は独自の Message-ID を付けることがあり、元の値は `X-Microsoft-Original-Message-ID` に残ります。',
  },
  symptoms: [{ on: 'told', where: { fact: 'noticed', value: 'message-id-changed' }, weight: 88 }],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Search for the original id in that header field as well.',
          ja: 'そのヘッダーの元の ID でも検索してください。',
        },
      ],
      code: 'a1 UID SEARCH HEADER X-Microsoft-Original-Message-ID "<id@example.com>"',
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['sent-items-twice'],
};
