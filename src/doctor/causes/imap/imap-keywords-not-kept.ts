import type { Cause } from '../../cause.ts';

export const imapKeywordsNotKept: Cause = {
  id: 'imap-keywords-not-kept',
  title: {
    en: 'IMAP keywords or labels do not stick at Exchange: PERMANENTFLAGS has no \\*',
    ja: 'Exchange では IMAP のキーワード（ラベル）が保存されない: PERMANENTFLAGS に \\* がない',
  },
  what: {
    en: 'A keyword that was stored is gone at the next look.',
    ja: '設定したキーワードが、次に見たときには消えています。',
  },
  why: {
    en: 'Exchange keeps \\Seen, \\Answered, \\Flagged, \\Deleted, \\Draft and $MDNSent. A server that keeps others says so with \\* in PERMANENTFLAGS; Exchange does not.',
    ja: 'Exchange が保存するのは \\Seen、\\Answered、\\Flagged、\\Deleted、\\Draft、$MDNSent です。他のキーワードを保存するサーバーは PERMANENTFLAGS に \\* を含めますが、Exchange は含めません。',
  },
  symptoms: [{ on: 'told', where: { fact: 'noticed', value: 'keywords-lost' }, weight: 85 }],
  remedies: {
    user: {
      steps: [
        { en: 'Use categories in Outlook instead.', ja: '代わりに Outlook の分類項目を使ってください。' },
      ],
    },
    developer: {
      steps: [
        {
          en: "Look at PERMANENTFLAGS after SELECT before you rely on a keyword, and use Graph's `categories` for a message that must be marked.",
          ja: 'キーワードに頼る前に SELECT 後の PERMANENTFLAGS を確認し、印が必要なメッセージには Graph の `categories` を使います。',
        },
      ],
      code: `PATCH https://graph.microsoft.com/v1.0/me/messages/<id>
{"categories":["Invoice"]}`,
    },
  },
  certainty: 'inferred',
  sources: ['RFC 9051, section 7.1', 'public reports'],
  related: ['message-size-is-an-estimate'],
};
