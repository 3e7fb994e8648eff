import type { Cause } from '../../cause.ts';

export const tokenMangledAtMailServer: Cause = {
  id: 'token-mangled-at-mail-server',
  title: {
    en: '"AUTHENTICATE failed": the token was changed on its way (quotes, "Bearer Bearer", line breaks, a placeholder)',
    ja: '「AUTHENTICATE failed」: トークンの形が崩れている（引用符、二重の Bearer、改行、変数名のまま）',
  },
  what: {
    en: 'What the mail server received is not the token as it was issued.',
    ja: 'メールサーバーが受け取ったものは、発行されたままのトークンではありません。',
  },
  why: {
    en: 'Usual slips: the whole JSON string with its quotes, the word "Bearer" twice, base64 with line breaks every 76 characters, a name such as "result.AccessToken" as text, a copy that was cut short.',
    ja: 'よくある誤りは、JSON の引用符ごと送る、「Bearer」を 2 回付ける、base64 に 76 文字ごとの改行が入る、「result.AccessToken」のような変数名を文字列として送る、コピーが途中で切れている、などです。',
  },
  symptoms: [
    { on: 'told', where: { fact: 'token.flaw', value: 'yes' }, weight: 62 },
    {
      on: 'reply',
      where: { protocol: 'imap', status: 'no', command: 'AUTHENTICATE', responseCode: '' },
      weight: 45,
    },
    { on: 'reply', where: { code: 535, enhanced: '5.7.3' }, weight: 38 },
    {
      on: 'reply',
      where: { protocol: ['pop', 'unknown'], status: ['err', 'stray'] },
      says: ['authentication failure'],
      weight: 44,
    },
    {
      on: 'token',
      where: {
        flaw: [
          'quoted',
          'has-bearer',
          'line-breaks',
          'truncated',
          'url-encoded',
          'placeholder',
          'empty',
          'whitespace',
        ],
      },
      weight: 78,
    },
    { on: 'token', where: { form: 'not-a-token' }, weight: 70 },
  ],
  conditions: [
    {
      when: { 'runs.on': 'desktop' },
      add: -30,
      because: {
        en: 'a finished mail program asks for the right permissions',
        ja: '市販・公開されているメールソフトは正しい権限を要求する',
      },
    },
    {
      when: { timing: 'since-today' },
      add: -15,
      because: { en: 'it worked until lately', ja: '最近までは動いていた' },
    },
    {
      // Whoever shows what was said has put something else in the place of the token.
      when: { 'sign-in.passed': 'yes' },
      add: -100,
      because: { en: 'the server took the token', ja: 'サーバーはトークンを受け入れている' },
    },
    {
      when: { 'token.flaw': 'yes' },
      add: 45,
      because: {
        en: 'the token is not in the form in which it was issued',
        ja: 'トークンが発行されたままの形ではない',
      },
    },
    {
      when: { 'token.form': 'not-a-token' },
      add: 30,
      because: { en: 'what was sent is not a token', ja: '送られたものはトークンではない' },
    },
    {
      when: { 'token.flaw': 'no' },
      add: -100,
      because: { en: 'the form of the token is sound', ja: 'トークンの形は正しい' },
    },
    {
      when: { 'token.state': 'valid' },
      add: -12,
      because: { en: 'the token is still valid', ja: 'トークンはまだ有効である' },
    },
    {
      when: { timing: 'after-an-hour' },
      add: -40,
      because: { en: 'it works for about an hour', ja: '1 時間ほどは動く' },
    },
    {
      when: { timing: 'now-and-then' },
      add: -40,
      because: { en: 'it fails only now and then', ja: 'ときどきしか失敗しない' },
    },
    {
      when: { 'token.audience': ['graph', 'other'] },
      add: -20,
      because: {
        en: 'the token is not for Exchange, which explains more',
        ja: 'トークンが Exchange 宛てではなく、そちらの説明が優先される',
      },
    },
    {
      when: { 'token.use': ['id', 'refresh'] },
      add: -20,
      because: { en: 'it is not an access token at all', ja: 'そもそもアクセストークンではない' },
    },
    {
      when: { 'sign-in.mechanism': ['login', 'plain', 'cram-md5', 'ntlm'] },
      add: -60,
      because: {
        en: 'the client signed in with a password',
        ja: 'クライアントがパスワードでサインインしている',
      },
    },
    {
      when: { 'works.elsewhere': 'imap' },
      add: -25,
      because: { en: 'IMAP works with the same account', ja: '同じアカウントで IMAP は動く' },
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
          en: 'Print the length and the first three characters of the token (never more of it). A token of a work account begins with `eyJ` and has two dots; one of a personal account begins with `Ew` and has none.',
          ja: 'トークンの長さと先頭 3 文字だけを出力して確認します（それ以上は出力しないでください）。職場のアカウントのトークンは `eyJ` で始まりドットが 2 つ、個人アカウントのものは `Ew` で始まりドットはありません。',
        },
        {
          en: 'Encode the whole initial response in one line of standard base64 with padding.',
          ja: '初期応答全体を、パディング付きの標準 base64 で 1 行にエンコードします。',
        },
      ],
      code: 'base64("user=<address>" 0x01 "auth=Bearer <token>" 0x01 0x01)',
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Authenticate an IMAP, POP or SMTP connection using OAuth"', 'public reports'],
  related: ['xoauth2-string-malformed', 'id-token-at-mail-server'],
};
