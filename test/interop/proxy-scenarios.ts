// What is said through both proxies, ours and Dovecot's. By IMAP and POP up to the sign-in and a little beyond; by SMTP the whole
// of a submission, because there a proxy may still stand between a client and what becomes of a message.

import { seed } from '../../src/sandbox/index.ts';

const { anna, ben } = seed.contoso;
const plain = (user: string, secret: string): string =>
  Buffer.from(`\0${user}\0${secret}`).toString('base64');

export interface Scenario {
  readonly name: string;
  readonly protocol: 'imap' | 'pop' | 'smtp';
  /** Said one after the other; each is answered before the next. `P` is the password. */
  readonly talk: (password: string) => ReadonlyArray<readonly [said: string, until: RegExp]>;
}

export const done = (tag: string): RegExp => new RegExp(`^${tag} .*\r\n`, 'm');
export const login = (password: string): string => `a LOGIN ${anna.name} ${password}\r\n`;
export const answer = /^(?:\+OK|-ERR|\+).*\r\n/m;
const list = /^\.\r\n/m;

export const scenarios: readonly Scenario[] = [
  {
    name: 'capabilities before the sign-in',
    protocol: 'imap',
    talk: () => [['a CAPABILITY\r\n', done('a')]],
  },
  {
    name: 'capabilities behind the sign-in',
    protocol: 'imap',
    talk: (password) => [
      [login(password), done('a')],
      ['b CAPABILITY\r\n', done('b')],
    ],
  },
  {
    name: 'LOGIN with quoted strings',
    protocol: 'imap',
    talk: (password) => [[`a LOGIN "${anna.name}" "${password}"\r\n`, done('a')]],
  },
  {
    name: 'LOGIN with literals',
    protocol: 'imap',
    talk: (password) => [
      [`a LOGIN {${anna.name.length}}\r\n`, /^\+.*\r\n/m],
      [`${anna.name} {${password.length}}\r\n`, /^\+.*\r\n/m],
      [`${password}\r\n`, done('a')],
    ],
  },
  {
    name: 'LOGIN with literals that do not wait',
    protocol: 'imap',
    talk: (password) => [
      [`a LOGIN {${anna.name.length}+}\r\n${anna.name} {${password.length}+}\r\n${password}\r\n`, done('a')],
    ],
  },
  {
    name: 'AUTHENTICATE PLAIN with an initial response',
    protocol: 'imap',
    talk: (password) => [[`a AUTHENTICATE PLAIN ${plain(anna.name, password)}\r\n`, done('a')]],
  },
  {
    name: 'AUTHENTICATE PLAIN in two steps',
    protocol: 'imap',
    talk: (password) => [
      ['a AUTHENTICATE PLAIN\r\n', /^\+.*\r\n/m],
      [`${plain(anna.name, password)}\r\n`, done('a')],
    ],
  },
  {
    name: 'AUTHENTICATE LOGIN',
    protocol: 'imap',
    talk: (password) => [
      ['a AUTHENTICATE LOGIN\r\n', /^\+.*\r\n/m],
      [`${Buffer.from(anna.name).toString('base64')}\r\n`, /^\+.*\r\n/m],
      [`${Buffer.from(password).toString('base64')}\r\n`, done('a')],
    ],
  },
  {
    name: 'AUTHENTICATE that is cancelled',
    protocol: 'imap',
    talk: () => [
      ['a AUTHENTICATE PLAIN\r\n', /^\+.*\r\n/m],
      ['*\r\n', done('a')],
    ],
  },
  {
    name: 'AUTHENTICATE by a method that is not there',
    protocol: 'imap',
    talk: () => [['a AUTHENTICATE CRAM-MD5\r\n', done('a')]],
  },
  {
    name: 'a wrong password, then the right one',
    protocol: 'imap',
    talk: (password) => [
      [login('wrong'), done('a')],
      [login(password), done('a')],
    ],
  },
  {
    name: 'a command that wants a sign-in',
    protocol: 'imap',
    talk: () => [['a SELECT INBOX\r\n', done('a')]],
  },
  {
    name: 'a command that nobody knows',
    protocol: 'imap',
    talk: () => [['a XYZZY\r\n', done('a')]],
  },
  {
    name: 'ID, NOOP and LOGOUT before the sign-in',
    protocol: 'imap',
    talk: () => [
      ['a NOOP\r\n', done('a')],
      ['b ID NIL\r\n', done('b')],
      ['c LOGOUT\r\n', done('c')],
    ],
  },
  {
    name: 'commands in one go, a sign-in among them',
    protocol: 'imap',
    talk: (password) => [
      [
        `${login(password)}b SELECT INBOX\r\nc FETCH 1 BODY.PEEK[HEADER.FIELDS (SUBJECT)]\r\nd LOGOUT\r\n`,
        done('d'),
      ],
    ],
  },
  {
    name: 'a large message',
    protocol: 'imap',
    talk: (password) => [
      [login(password), done('a')],
      ['b SELECT INBOX\r\n', done('b')],
      ['c FETCH 2 (BODY.PEEK[])\r\n', done('c')],
    ],
  },
  {
    name: 'IDLE',
    protocol: 'imap',
    talk: (password) => [
      [login(password), done('a')],
      ['b SELECT INBOX\r\n', done('b')],
      ['c IDLE\r\n', /^\+.*\r\n/m],
      ['DONE\r\n', done('c')],
    ],
  },
  {
    name: 'a long line behind the sign-in',
    protocol: 'imap',
    talk: (password) => [
      [login(password), done('a')],
      [`b SEARCH SUBJECT "${'x'.repeat(4_000)}"\r\n`, done('b')],
      ['c SELECT INBOX\r\n', done('c')],
      [`d SEARCH SUBJECT "${'x'.repeat(4_000)}"\r\n`, done('d')],
    ],
  },
  {
    name: 'POP capabilities before the sign-in',
    protocol: 'pop',
    talk: () => [['CAPA\r\n', list]],
  },
  {
    name: 'USER and PASS',
    protocol: 'pop',
    talk: (password) => [
      [`USER ${anna.name}\r\n`, answer],
      [`PASS ${password}\r\n`, answer],
      ['STAT\r\n', answer],
      ['QUIT\r\n', answer],
    ],
  },
  {
    name: 'PASS before USER',
    protocol: 'pop',
    talk: () => [['PASS x\r\n', answer]],
  },
  {
    name: 'a wrong POP password',
    protocol: 'pop',
    talk: () => [
      [`USER ${anna.name}\r\n`, answer],
      ['PASS wrong\r\n', answer],
    ],
  },
  {
    name: 'AUTH PLAIN by POP',
    protocol: 'pop',
    talk: (password) => [
      [`AUTH PLAIN ${plain(anna.name, password)}\r\n`, answer],
      ['QUIT\r\n', answer],
    ],
  },
  {
    name: 'AUTH PLAIN by POP in two steps',
    protocol: 'pop',
    talk: (password) => [
      ['AUTH PLAIN\r\n', answer],
      [`${plain(anna.name, password)}\r\n`, answer],
      ['LIST\r\n', list],
      ['QUIT\r\n', answer],
    ],
  },
  {
    name: 'APOP',
    protocol: 'pop',
    talk: () => [[`APOP ${anna.name} c4c9334bac560ecc979e58001b3e22fb\r\n`, answer]],
  },
];

const base64 = (text: string): string => Buffer.from(text).toString('base64');
export const reply = /^\d{3}(?: .*)?\r\n/m;
/** The last of so many replies. */
export const replies = (count: number): RegExp =>
  new RegExp(`(?:(?:^\\d{3}-.*\\r\\n)*^\\d{3}(?: .*)?\\r\\n){${count}}`, 'm');
export const hello = ['EHLO here.example\r\n', reply] as const;
const signIn = (password: string) => [`AUTH PLAIN ${plain(anna.name, password)}\r\n`, reply] as const;
const from = [`MAIL FROM:<${anna.name}>\r\n`, reply] as const;
const to = [`RCPT TO:<${ben.name}>\r\n`, reply] as const;
const data = ['DATA\r\n', reply] as const;
const message = (subject: string, body: string): string =>
  `From: ${anna.name}\r\nTo: ${ben.name}\r\nSubject: ${subject}\r\n\r\n${body}`;

/** One submission after the sign-in, in the usual steps. */
const submission = (subject: string, body: string) => [
  from,
  to,
  data,
  [`${message(subject, body)}\r\n.\r\n`, reply] as const,
];

export const smtpScenarios: readonly Scenario[] = (
  [
    ['EHLO', () => [hello]],
    ['HELO', () => [['HELO here.example\r\n', reply]]],
    ['EHLO behind the sign-in', (password) => [hello, signIn(password), hello]],
    ['EHLO without a name', () => [['EHLO\r\n', reply]]],
    ['AUTH PLAIN with an initial response', (password) => [hello, signIn(password)]],
    [
      'AUTH PLAIN in two steps',
      (password) => [hello, ['AUTH PLAIN\r\n', reply], [`${plain(anna.name, password)}\r\n`, reply]],
    ],
    [
      'AUTH LOGIN in two steps',
      (password) => [
        hello,
        ['AUTH LOGIN\r\n', reply],
        [`${base64(anna.name)}\r\n`, reply],
        [`${base64(password)}\r\n`, reply],
      ],
    ],
    [
      'AUTH LOGIN with the name at once',
      (password) => [
        hello,
        [`AUTH LOGIN ${base64(anna.name)}\r\n`, reply],
        [`${base64(password)}\r\n`, reply],
      ],
    ],
    [
      'AUTH that is cancelled, then one that is not',
      (password) => [hello, ['AUTH PLAIN\r\n', reply], ['*\r\n', reply], signIn(password)],
    ],
    ['AUTH that is no base64', () => [hello, ['AUTH PLAIN !!!!\r\n', reply]]],
    ['AUTH by a method that is not there', () => [hello, ['AUTH CRAM-MD5\r\n', reply]]],
    ['AUTH before EHLO', (password) => [signIn(password)]],
    ['AUTH twice', (password) => [hello, signIn(password), signIn(password)]],
    [
      'a wrong password, then the right one, by SMTP',
      (password) => [hello, [`AUTH PLAIN ${plain(anna.name, 'wrong')}\r\n`, reply], signIn(password)],
    ],
    ['MAIL before the sign-in', () => [hello, from]],
    ['RCPT, DATA and BDAT before the sign-in', () => [hello, to, data, ['BDAT 3 LAST\r\nabc', reply]]],
    [
      'VRFY, EXPN, HELP, NOOP and RSET before the sign-in',
      () => [
        hello,
        ['VRFY anna\r\n', reply],
        ['EXPN all\r\n', reply],
        ['HELP\r\n', reply],
        ['NOOP\r\n', reply],
        ['RSET\r\n', reply],
      ],
    ],
    [
      'VRFY, EXPN, HELP, NOOP and RSET behind the sign-in',
      (password) => [
        hello,
        signIn(password),
        [`VRFY ${ben.name}\r\n`, reply],
        ['EXPN all\r\n', reply],
        ['HELP\r\n', reply],
        ['NOOP\r\n', reply],
        ['RSET\r\n', reply],
      ],
    ],
    ['an SMTP command that nobody knows', () => [hello, ['XYZZY\r\n', reply]]],
    [
      'an SMTP command that nobody knows, behind the sign-in',
      (password) => [hello, signIn(password), ['XYZZY\r\n', reply]],
    ],
    ['QUIT', () => [hello, ['QUIT\r\n', reply]]],
    ['STARTTLS with a parameter', () => [hello, ['STARTTLS now\r\n', reply]]],
    [
      'a line of 600 octets before the sign-in',
      () => [hello, [`NOOP ${'x'.repeat(600)}\r\n`, reply], ['NOOP\r\n', reply]],
    ],
    [
      'a bare LF behind a command',
      () => [
        ['EHLO here.example\n', reply],
        ['NOOP\n', reply],
      ],
    ],
    [
      'a message',
      (password) => [hello, signIn(password), ...submission('a message', 'Hello.'), ['QUIT\r\n', reply]],
    ],
    [
      'two messages, and RSET between them',
      (password) => [
        hello,
        signIn(password),
        ...submission('the first of two', '1'),
        from,
        to,
        ['RSET\r\n', reply],
        to,
        ...submission('the second of two', '2'),
      ],
    ],
    [
      'dots at the beginning of lines',
      (password) => [hello, signIn(password), ...submission('dots', '..\r\n..one\r\n.... three\r\nend')],
    ],
    [
      'line feeds alone in a message, and a dot between them',
      (password) => [hello, signIn(password), ...submission('bare', 'one\ntwo\n.\nthree\r\n')],
    ],
    [
      'a line of 5,000 octets in a message',
      (password) => [hello, signIn(password), ...submission('long line', 'x'.repeat(5_000))],
    ],
    [
      'a large message by DATA',
      (password) => [hello, signIn(password), ...submission('large', `${'y'.repeat(76)}\r\n`.repeat(60_000))],
    ],
    [
      'everything in one go',
      (password) => [
        hello,
        signIn(password),
        [`MAIL FROM:<${anna.name}>\r\nRCPT TO:<${ben.name}>\r\nDATA\r\n`, replies(3)],
        [`${message('one go', 'Hello.')}\r\n.\r\nNOOP\r\nQUIT\r\n`, replies(3)],
      ],
    ],
    [
      'commands right behind AUTH, not waiting for it',
      (password) => [
        hello,
        [`AUTH PLAIN ${plain(anna.name, password)}\r\nMAIL FROM:<${anna.name}>\r\n`, replies(2)],
      ],
    ],
    [
      'BDAT in two chunks',
      (password) => [
        hello,
        signIn(password),
        from,
        to,
        [`BDAT 5\r\n${message('chunks', '.\r\nx').slice(0, 5)}`, reply],
        [
          `BDAT ${message('chunks', '.\r\nx').length - 5} LAST\r\n${message('chunks', '.\r\nx').slice(5)}`,
          reply,
        ],
      ],
    ],
    [
      '8BITMIME and SMTPUTF8',
      (password) => [
        hello,
        signIn(password),
        [`MAIL FROM:<${anna.name}> BODY=8BITMIME SMTPUTF8\r\n`, reply],
        to,
        data,
        [`${message('8 bits', 'K\u00c3\u00a4se')}\r\n.\r\n`, reply],
      ],
    ],
    [
      'SIZE that is too large',
      (password) => [hello, signIn(password), [`MAIL FROM:<${anna.name}> SIZE=9999999999\r\n`, reply]],
    ],
    [
      'DSN parameters',
      (password) => [
        hello,
        signIn(password),
        [`MAIL FROM:<${anna.name}> RET=HDRS ENVID=one\r\n`, reply],
        [`RCPT TO:<${ben.name}> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;${ben.name}\r\n`, reply],
      ],
    ],
    [
      'a recipient whom the server does not know',
      (password) => [hello, signIn(password), from, ['RCPT TO:<nobody@contoso.example>\r\n', reply], data],
    ],
    ['DATA without a recipient', (password) => [hello, signIn(password), from, data]],
    [
      'a parameter that nobody knows',
      (password) => [hello, signIn(password), [`MAIL FROM:<${anna.name}> XYZZY=1\r\n`, reply]],
    ],
  ] as const satisfies ReadonlyArray<readonly [string, Scenario['talk']]>
).map(([name, talk]) => ({ name, protocol: 'smtp', talk }));
