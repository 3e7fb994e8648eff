import type { Cause } from '../../cause.ts';

export const graphMessageIdChanged: Cause = {
  id: 'graph-message-id-changed',
  title: {
    en: 'Graph 404 "ErrorItemNotFound" for an id from a notification or a list: the message was moved or deleted',
    ja: '通知や一覧の ID で Graph の 404「ErrorItemNotFound」: メッセージが移動または削除された',
  },
  what: { en: 'No message has this id any more.', ja: 'その ID のメッセージはもうありません。' },
  why: {
    en: "Graph's usual ids change when a message is moved to another folder, by a rule for example.",
    ja: 'Graph の通常の ID は、仕分けルールなどでメッセージが別のフォルダーに移ると変わります。',
  },
  symptoms: [
    { on: 'graph-error', where: { status: 404 }, says: ['message of that id not found'], weight: 70 },
    {
      on: 'graph-error',
      where: { code: ['ErrorItemNotFound', 'ErrorFolderNotFound', 'ErrorSyncFolderNotFound'] },
      weight: 85,
    },
    { on: 'graph-error', says: ['specified object was not found in the store'], weight: 82 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Ask for immutable ids with every request, also when the subscription is made, and take a 404 as "gone".',
          ja: 'サブスクリプションの作成時も含め、すべての要求で不変 ID を指定し、404 は「もうない」と扱います。',
        },
      ],
      code: 'Prefer: IdType="ImmutableId"',
    },
  },
  certainty: 'documented',
  sources: ['Microsoft Graph, "Obtain immutable identifiers for Outlook resources"'],
  related: ['graph-id-malformed'],
};
