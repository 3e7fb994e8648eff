import type { Cause } from '../../cause.ts';

export const imapCommandError: Cause = {
  id: 'imap-command-error',
  title: {
    en: '"BAD Command Error. 10": Exchange does not know the command, or the line was broken',
    ja: '「BAD Command Error. 10」: Exchange の知らないコマンド、または行が壊れている',
  },
  what: {
    en: 'The server could not read the line as one of its commands.',
    ja: 'サーバーが受け取った行をコマンドとして解釈できませんでした。',
  },
  why: {
    en: "Exchange's IMAP has no CONDSTORE, QRESYNC, ENABLE, SORT, THREAD, COMPRESS, QUOTA, ACL, METADATA, LIST-EXTENDED, ESEARCH, UTF8=ACCEPT and OAUTHBEARER. The same answer comes where a token was broken by a line end, so that its rest looks like a command.",
    ja: 'Exchange の IMAP は CONDSTORE、QRESYNC、ENABLE、SORT、THREAD、COMPRESS、QUOTA、ACL、METADATA、LIST-EXTENDED、ESEARCH、UTF8=ACCEPT、OAUTHBEARER に対応していません。トークンが改行で切れ、残りがコマンドと見なされた場合も同じ応答になります。',
  },
  symptoms: [
    { on: 'reply', says: ['command error 10'], weight: 90 },
    { on: 'reply', where: { status: 'bad', responseCode: '' }, says: ['command error'], weight: 60 },
    {
      on: 'reply',
      where: { status: 'bad' },
      says: ['command line limit exceeded', 'line too long'],
      weight: 80,
    },
  ],
  conditions: [
    {
      when: { 'token.flaw': 'yes' },
      add: 8,
      because: {
        en: 'the token is not in the form in which it was issued',
        ja: 'トークンが発行されたままの形ではない',
      },
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
          en: 'Ask for CAPABILITY after signing in and use only what is listed. Send the XOAUTH2 string in one line.',
          ja: 'サインイン後に CAPABILITY を確認し、列挙された機能だけを使います。XOAUTH2 の文字列は 1 行で送ります。',
        },
      ],
      code: 'a1 CAPABILITY',
    },
  },
  certainty: 'reported',
  sources: ['RFC 9051, section 6.1.1', 'public reports'],
  related: ['imap-command-argument-error', 'token-mangled-at-mail-server', 'oauthbearer-at-exchange'],
};
