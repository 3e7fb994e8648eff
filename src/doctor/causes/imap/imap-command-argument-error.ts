import type { Cause } from '../../cause.ts';

export const imapCommandArgumentError: Cause = {
  id: 'imap-command-argument-error',
  title: {
    en: '"BAD Command Argument Error. 11" or "12": Exchange does not take this SEARCH, FETCH or folder name',
    ja: '「BAD Command Argument Error. 11」「12」: Exchange が SEARCH・FETCH・フォルダー名の書き方を受け付けない',
  },
  what: {
    en: 'The server did not understand the arguments of the command.',
    ja: 'サーバーがコマンドの引数を理解できませんでした。',
  },
  why: {
    en: 'Usual reasons: nested OR in SEARCH, a CHARSET other than UTF-8 or US-ASCII, a wrong section name in FETCH, an empty mailbox name or one with broken quotes, a literal where none is taken.',
    ja: 'よくある原因は、SEARCH の入れ子の OR、UTF-8 と US-ASCII 以外の CHARSET、FETCH のセクション名の誤り、空または引用符の崩れたフォルダー名などです。',
  },
  symptoms: [{ on: 'reply', says: ['command argument error'], weight: 92 }],
  conditions: [
    {
      when: { 'sign-in.mechanism': 'oauthbearer' },
      add: -10,
      because: { en: 'the client used OAUTHBEARER', ja: 'クライアントが OAUTHBEARER を使っている' },
    },
    {
      when: { provider: ['google', 'yahoo', 'other'] },
      add: -60,
      because: { en: 'the mailbox is not with Microsoft', ja: 'メールボックスの提供元が Microsoft ではない' },
    },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Send one simple condition per SEARCH and combine the results yourself; quote folder names and write them in modified UTF-7; compare the command with the grammar of RFC 3501.',
          ja: 'SEARCH は単純な条件ごとに分けて送り、結果は自分で組み合わせます。フォルダー名は引用符で囲み、修正 UTF-7 で書きます。コマンドを RFC 3501 の文法と照らし合わせてください。',
        },
      ],
      code: 'a1 UID SEARCH SINCE 1-Nov-2026 SUBJECT "invoice"',
    },
  },
  certainty: 'reported',
  sources: ['RFC 3501, section 6.4.4', 'public reports'],
  related: ['imap-command-error'],
};
