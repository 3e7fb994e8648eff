// What may be known of the connection to a server, and of what is seen where none refused anything.

import type { FactSheet } from './fact-sheet.ts';

export const connectionFacts = {
  protocol: {
    values: ['imap', 'pop', 'smtp', 'graph', 'entra'],
    question: {
      en: 'Which protocol was spoken: IMAP, POP, SMTP or Graph?',
      ja: '使っているプロトコルは IMAP、POP、SMTP、Graph のどれですか。',
    },
  },
  provider: {
    values: ['microsoft', 'google', 'yahoo', 'other'],
    question: {
      en: 'Who runs the mailbox: Microsoft, Google or Yahoo?',
      ja: 'メールボックスの提供元は Microsoft、Google、Yahoo のどれですか。',
    },
  },
  'sign-in.mechanism': {
    values: ['xoauth2', 'oauthbearer', 'login', 'plain', 'cram-md5', 'ntlm'],
    question: {
      en: 'Which mechanism did the client use: XOAUTH2, or LOGIN/PLAIN with a password?',
      ja: 'クライアントが使った方式は XOAUTH2 ですか、それともパスワードによる LOGIN/PLAIN ですか。',
    },
  },
  /** Sign-in itself succeeded and something after it failed. */
  'sign-in.passed': {
    values: ['yes', 'no'],
    question: {
      en: 'Did the server accept the sign-in (OK, 235, +OK)?',
      ja: 'サーバーはサインインを受け入れましたか（OK、235、+OK）。',
    },
  },
  /** At all: where nobody did, nobody has refused a sign-in. */
  'server.answered': {
    values: ['yes', 'no'],
    question: {
      en: 'Does the server answer at all (a greeting), or can no connection be made?',
      ja: 'サーバーから応答（グリーティング）はありますか、それとも接続自体ができませんか。',
    },
  },
  'host.fits': {
    values: ['yes', 'no'],
    question: {
      en: 'Which host and port are used? Give `--host`.',
      ja: 'どのホストとポートを使っていますか。`--host` を指定してください。',
    },
  },
  connections: {
    values: ['few', 'many'],
    question: {
      en: 'How many programs, devices and workers open the mailbox at the same time?',
      ja: '同じメールボックスを同時に開いているプログラム、端末、ワーカーはいくつですか。',
    },
  },
  /** The same account from another network: a phone's, without VPN, over IPv4. */
  'other-network': {
    values: ['works', 'fails'],
    question: {
      en: "Does it work from another network (a phone's, without VPN, over IPv4)?",
      ja: '別のネットワーク（スマートフォンの回線、VPN なし、IPv4）からは動きますか。',
    },
  },
  /** Does the client send the token on the line of AUTH itself? */
  'initial-response': {
    values: ['yes', 'no'],
    question: {
      en: 'Does the client send the token on the same line as AUTH XOAUTH2, or on a line of its own after the server\'s "+"?',
      ja: 'クライアントはトークンを AUTH XOAUTH2 と同じ行で送っていますか、それともサーバーの「+」の後に別の行で送っていますか。',
    },
  },
  /** What a person sees where no server refused anything. */
  noticed: {
    values: [
      'tenant-smtp-off',
      'sent-twice',
      'keywords-lost',
      'size-differs',
      'idle-silent',
      'mail-late',
      'inbox-cut-short',
      'pop-deletes',
      'message-id-changed',
      'parser-error',
      'notifications-stop',
      'not-in-sent',
      'backslash-user',
      'access-rule',
      'signs-in-again',
      'secret-is-old',
      'secret-expired',
      'password-must-change',
      'mail-null',
      'silent-send',
      'lands-in-junk',
      'policy-removed',
      'forgotten-after-one-error',
      'xoauth2-string',
      'scope-not-in-token',
      'validation-token-refused',
      'callback-refused',
      'address-missing',
      'session-expires',
      'port-taken',
      'ews',
      'account-not-expected',
      'tokens-revoked',
      'oauth-required',
      'other-providers-too',
      'profile-at-graph',
      'no-credentials',
      'password-picked',
      'second-factor',
      'upn-differs',
      'empty-success',
      'foreign-server',
      'no-common-mechanism',
      'implicit-tls',
      'me-called',
      'outage',
      'recovered',
    ],
    question: {
      en: 'What exactly is seen: an error text, or something that is missing or doubled?',
      ja: '具体的に何が起きていますか（エラー文、欠けているもの、重複しているもの）。',
    },
  },
} as const satisfies Record<string, FactSheet>;
