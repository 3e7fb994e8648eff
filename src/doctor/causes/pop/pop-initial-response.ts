import type { Cause } from '../../cause.ts';

export const popInitialResponse: Cause = {
  id: 'pop-initial-response',
  title: {
    en: 'POP "-ERR Protocol error. Connection is closed. 10" at AUTH XOAUTH2: the token must stand on a line of its own',
    ja: 'POP の AUTH XOAUTH2 で「-ERR Protocol error. Connection is closed. 10」: トークンは別の行で送る',
  },
  what: {
    en: 'The client sent the token on the line of the AUTH command. Exchange\'s POP takes it only after its "+".',
    ja: 'クライアントが AUTH コマンドと同じ行でトークンを送りました。Exchange の POP は「+」を返した後の行でしか受け取りません。',
  },
  why: {
    en: "IMAP and SMTP take an initial response; Microsoft's POP wants the command in two lines.",
    ja: 'IMAP と SMTP は初期応答を受け付けますが、Microsoft の POP では 2 行に分ける必要があります。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'helped', value: 'two-lines' }, weight: 70 },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['protocol error connection is closed 10', 'protocol error'],
      weight: 86,
    },
    {
      on: 'reply',
      where: { protocol: 'pop', status: 'err', command: 'AUTH' },
      saysNot: ['authentication failure', 'logon failure'],
      weight: 45,
    },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 20,
    },
    {
      on: 'complaint',
      where: { provider: 'microsoft', protocol: 'pop' },
      given: { 'sign-in.mechanism': ['xoauth2', 'oauthbearer'] },
      weight: 42,
    },
  ],
  conditions: [
    {
      when: { 'works.elsewhere': 'imap' },
      add: 20,
      because: { en: 'IMAP works with the same account', ja: '同じアカウントで IMAP は動く' },
    },
    {
      when: { 'initial-response': 'yes' },
      add: 55,
      because: { en: 'the token is on the line of AUTH', ja: 'トークンが AUTH と同じ行にある' },
    },
    {
      when: { 'initial-response': 'no' },
      add: -100,
      because: { en: 'the token is on a line of its own', ja: 'トークンは別の行にある' },
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
          en: 'Send `AUTH XOAUTH2`, wait for `+`, then send the base64 line.',
          ja: '`AUTH XOAUTH2` を送り、`+` を待ってから base64 の行を送ります。',
        },
        {
          en: 'In JavaMail and Jakarta Mail set the property below.',
          ja: 'JavaMail／Jakarta Mail では次のプロパティを設定します。',
        },
      ],
      code: `C: AUTH XOAUTH2
S: +
C: <base64>
S: +OK User successfully authenticated.
mail.pop3.auth.xoauth2.two.line.authentication.format=true`,
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth"'],
  related: ['pop-permission-missing'],
};
