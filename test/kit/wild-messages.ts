// Messages as the wild sends them, beyond what message-shapes.ts holds: boundaries that contain one another, encodings that
// break off, names in every notation, headers that are none, RFC 5322's own examples of addresses. Each with what a reader has to
// see, and where Python's parser sees something else, why that is.

export interface WildMessage {
  readonly name: string;
  readonly raw: Buffer;
  readonly sees: Sight;
  /** Why another parser may say otherwise. Whoever agrees with it after all has to be told: test/mime/wild.test.ts. */
  readonly python?: string | undefined;
}

/** What is said of a message; what is left out is not asked. */
export interface Sight {
  readonly subject?: string;
  /** `name <address>`, of From. */
  readonly from?: readonly string[];
  readonly to?: readonly string[];
  readonly text?: string;
  /** Name and content, as latin1; undefined for a part without a name. */
  readonly files?: ReadonlyArray<readonly [name: string | undefined, content: string]>;
}

type Line = string | Buffer;

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

function lines(all: readonly Line[]): Buffer {
  return Buffer.concat(
    all.flatMap((line) => [typeof line === 'string' ? Buffer.from(line) : line, latin1('\r\n')]),
  );
}

const people = ['From: Ben Ito <ben@contoso.example>', 'To: anna@contoso.example'];

function wild(name: string, more: readonly Line[], sees: Sight, python?: string): WildMessage {
  return { name, raw: lines([`Subject: ${name}`, ...people, 'MIME-Version: 1.0', ...more]), sees, python };
}

const plain = (text: string): string[] => ['Content-Type: text/plain; charset=utf-8', '', text];
const pdf = [
  'Content-Type: application/pdf',
  'Content-Disposition: attachment; filename="a.pdf"',
  'Content-Transfer-Encoding: base64',
  '',
  'JVBERg==',
];
const aPdf = [['a.pdf', '%PDF']] as const;
const alternative = (boundary: string): string[] => [
  `--${boundary}`,
  ...plain('words'),
  `--${boundary}`,
  'Content-Type: text/html',
  '',
  '<p>words</p>',
];

/** A text and a file, parted by what the field says. */
function parted(
  name: string,
  contentType: string,
  boundary: string,
  more: { sees?: Sight; python?: string } = {},
): WildMessage {
  return wild(
    name,
    [
      `Content-Type: ${contentType}`,
      '',
      `--${boundary}`,
      ...plain('words'),
      `--${boundary}`,
      ...pdf,
      `--${boundary}--`,
    ],
    more.sees ?? { text: 'words', files: aPdf },
    more.python,
  );
}

const boundaries: readonly WildMessage[] = [
  wild(
    'a boundary that begins with the outer one',
    [
      'Content-Type: multipart/mixed; boundary="b"',
      '',
      '--b',
      'Content-Type: multipart/alternative; boundary="b2"',
      '',
      ...alternative('b2'),
      '--b2--',
      '--b',
      ...pdf,
      '--b--',
    ],
    { text: 'words', files: aPdf },
  ),
  wild(
    'a boundary that the outer one begins with, never closed',
    [
      'Content-Type: multipart/mixed; boundary="b2"',
      '',
      '--b2',
      'Content-Type: multipart/alternative; boundary="b"',
      '',
      ...alternative('b'),
      '--b2',
      ...pdf,
      '--b2--',
    ],
    { text: 'words', files: aPdf },
  ),
  wild(
    'the same boundary within itself',
    [
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: multipart/alternative; boundary=b',
      '',
      ...alternative('b'),
      '--b--',
      '--b',
      ...pdf,
      '--b--',
    ],
    { text: 'words', files: aPdf },
    'it stops at the first of the two ends',
  ),
  parted('a boundary that ends with a space', 'multipart/mixed; boundary="b "', 'b '),
  parted('a boundary whose space was lost on the way', 'multipart/mixed; boundary="b "', 'b'),
  parted('a boundary in single quotes', "multipart/mixed; boundary='b'", "'b'", {
    python: 'it takes the quotes off the field, not off the lines',
  }),
  parted(
    'a boundary with signs and no quotes',
    'multipart/mixed; boundary=----=_P.1?2/3:4',
    '----=_P.1?2/3:4',
    {
      python: 'it ends the value at the first sign',
    },
  ),
  parted(
    'a boundary in pieces (RFC 2231)',
    'multipart/mixed; boundary*0="part"; boundary*1="two"',
    'parttwo',
  ),
  parted('a boundary with comments', 'multipart/mixed (one); boundary=bee (more)', 'bee'),
  parted('a boundary with a quote in it', 'multipart/mixed; boundary="a\\"b"', 'a"b'),
  wild(
    'a type without its semicolon',
    ['Content-Type: text/html charset=utf-8', '', '<p>words</p>'],
    { text: 'words', files: [] },
    'it reads the HTML as text',
  ),
  wild(
    'a multipart without its semicolon, which nothing parts',
    ['Content-Type: multipart/mixed boundary=b', '', '--b', ...plain('words'), '--b--'],
    { text: '--b\nContent-Type: text/plain; charset=utf-8\n\nwords\n--b--' },
    'it shows nothing',
  ),
  wild(
    'a boundary of other letters, which nothing parts',
    ['Content-Type: multipart/mixed; boundary="grün"', '', '--grün', '', 'words', '--grün--'],
    { text: '--grün\n\nwords\n--grün--' },
    'it parts by octets',
  ),
  wild(
    'a part after the end',
    [
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      ...plain('words'),
      '--b--',
      '--b',
      ...pdf,
      '--b--',
    ],
    { text: 'words' },
  ),
  wild(
    'a line that only begins like the delimiter',
    ['Content-Type: multipart/mixed; boundary=b', '', '--b', ...plain('one\r\n--beta\r\ntwo'), '--b--'],
    { text: 'one\n--beta\ntwo', files: [] },
  ),
  wild(
    'words before, words behind, no end',
    ['Content-Type: multipart/mixed; boundary=b', '', 'before', '--b', ...plain('words'), '--b', ...pdf],
    { text: 'words', files: aPdf },
  ),
  {
    name: 'a header that runs into the first delimiter',
    raw: lines([
      'Subject: x',
      'Content-Type: multipart/mixed; boundary=b',
      '--b',
      ...plain('words'),
      '--b--',
    ]),
    sees: { subject: 'x', text: 'words', files: [] },
  },
];

const encodings: readonly WildMessage[] = [
  wild(
    'base64 with a mailing list’s words below',
    [
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('Hello world\r\n').toString('base64'),
      '',
      '-- ',
      'To be removed, write to us',
    ],
    { text: 'Hello world' },
  ),
  wild(
    'base64 in quotes',
    ['Content-Transfer-Encoding: "base64"', '', 'SGVsbG8='],
    { text: 'Hello' },
    'RFC 2045 has no quotes there',
  ),
  wild(
    'base64 said with a comment',
    ['Content-Transfer-Encoding: base64 (MIME)', '', 'SGVsbG8='],
    { text: 'Hello' },
    'it does not take the comment off',
  ),
  wild(
    'quoted-printable that ends in a soft break',
    ['Content-Transfer-Encoding: quoted-printable', '', 'Gr=C3=BC=', '=C3=9Fe =', ''],
    { text: 'Grüße' },
    'without a charset it reads US-ASCII',
  ),
  wild(
    'quoted-printable in lower case, with a space behind the soft break',
    [
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'gr=c3=bc = ',
      'end',
    ],
    { text: 'grü end' },
    'it does not take the space off',
  ),
  wild(
    'a file in uuencode',
    [
      'Content-Type: application/octet-stream; name=cat.txt',
      'Content-Transfer-Encoding: x-uuencode',
      '',
      'begin 644 cat.txt',
      '#0V%T',
      '`',
      'end',
    ],
    { files: [['cat.txt', 'Cat']] },
  ),
  wild(
    'emoji in two halves (CESU-8) said to be UTF-8',
    ['Content-Type: text/plain; charset=utf-8', '', latin1('a \xed\xa0\xbd\xed\xb8\x80 b')],
    { text: 'a 😀 b' },
    'it shows six signs for what is wrong',
  ),
  wild('a charset with something behind it', ['Content-Type: text/plain; charset="utf-8;"', '', 'ü'], {
    text: 'ü',
  }),
  wild(
    'a charset by its name at IANA',
    ['Content-Type: text/plain; charset=csWindows31J', '', latin1('\x87\x40')],
    { text: '①' },
    'it knows no such charset',
  ),
  wild(
    'a charset by a name of browsers',
    ['Content-Type: text/plain; charset=x-cp1251', '', latin1('\xcf\xf0')],
    { text: 'Пр' },
    'it knows no such charset',
  ),
  wild(
    'Korean of Windows',
    ['Content-Type: text/plain; charset=x-windows-949', '', latin1('\x8c\x63')],
    { text: '똠' },
    'it knows no such charset',
  ),
  wild(
    'Japanese that is not switched back',
    ['Content-Type: text/plain; charset=iso-2022-jp', '', latin1('\x1b$B$3$s'), 'ascii again'],
    { text: 'こん\nascii again' },
    'it reads on in Japanese; a line begins in ASCII (RFC 1468)',
  ),
  wild(
    'half-width katakana',
    ['Content-Type: text/plain; charset=iso-2022-jp', '', latin1('\x1b(I1234\x1b(B ok')],
    { text: 'ｱｲｳｴ ok' },
    'RFC 1468 has none; phones write them',
  ),
];

function headed(name: string, raw: string, sees: Sight, python?: string): WildMessage {
  return { name, raw: latin1(raw), sees, python };
}

const beginnings: readonly WildMessage[] = [
  headed(
    'one bare carriage return in the first line',
    'Subject: a\rb\r\nFrom: a@b.example\r\n\r\nbody\r\n',
    {
      subject: 'a b',
      from: ['<a@b.example>'],
      text: 'body',
    },
    'it ends the line there, and with it the header',
  ),
  headed(
    'carriage returns alone',
    'Subject: old\rFrom: a@b.example\r\rone\rtwo\r',
    {
      subject: 'old',
      from: ['<a@b.example>'],
      text: 'one\ntwo',
    },
    'it ends every line twice there',
  ),
  headed(
    'a byte order mark in front',
    '\xef\xbb\xbfSubject: marked\r\nFrom: a@b.example\r\n\r\nbody\r\n',
    {
      subject: 'marked',
      from: ['<a@b.example>'],
      text: 'body',
    },
    'it takes the mark for text',
  ),
  headed('text without a header', 'Dear all,\r\nthis was piped.\r\n\r\nBye\r\n', {
    subject: '',
    text: 'Dear all,\nthis was piped.\n\nBye',
  }),
  headed('nothing but an empty line', '\r\n', { subject: '', text: '', files: [] }),
  headed(
    'a line in the header that is none',
    'Subject: x\r\nno field\r\nFrom: a@b.example\r\n\r\nbody\r\n',
    {
      subject: 'x',
      from: ['<a@b.example>'],
      text: 'body',
    },
    'it takes everything from there for the body',
  ),
  headed('bare line feeds', 'Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--b--\n', {
    text: 'one',
    files: [],
  }),
  headed('line ends of both kinds', 'Subject: x\nFrom: a@b.example\r\n\none\ntwo\r\nthree', {
    text: 'one\ntwo\nthree',
  }),
  headed('folded to white space alone', 'Subject: a\r\n \r\n\tb\r\n\r\nbody\r\n', {
    subject: 'a b',
    text: 'body',
  }),
];

function addressed(name: string, field: string, sees: readonly string[], python?: string): WildMessage {
  const isFrom = !/^(?:to|cc):/i.test(field);
  return {
    name,
    raw: lines(['Subject: x', field, '', 'x']),
    sees: isFrom ? { from: sees } : { to: sees },
    python,
  };
}

/** RFC 5322, appendix A, and what people's programs add. */
const addresses: readonly WildMessage[] = [
  addressed('A.1.1', 'From: John Doe <jdoe@machine.example>', ['John Doe <jdoe@machine.example>']),
  addressed('A.1.2 author', 'From: "Joe Q. Public" <john.q.public@example.com>', [
    'Joe Q. Public <john.q.public@example.com>',
  ]),
  addressed('A.1.2 to', 'To: Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>', [
    'Mary Smith <mary@x.test>',
    '<jdoe@example.org>',
    'Who? <one@y.test>',
  ]),
  addressed('A.1.2 copies', 'Cc: <boss@nil.test>, "Giant; \\"Big\\" Box" <sysservices@example.net>', [
    '<boss@nil.test>',
    'Giant; "Big" Box <sysservices@example.net>',
  ]),
  addressed('A.1.3', 'To: A Group:Ed Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;', [
    'Ed Jones <c@a.test>',
    '<joe@where.test>',
    'John <jdoe@one.test>',
  ]),
  addressed('A.1.3 nobody', 'Cc: Undisclosed recipients:;', []),
  addressed('A.5 author', 'From: Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>', [
    'Pete <pete@silly.test>',
  ]),
  addressed(
    'A.5 to',
    "To:A Group(Some people)\r\n     :Chris Jones <c@(Chris's host.)public.example>,\r\n         joe@example.org,\r\n  John <jdoe@one.test> (my dear friend); (the end of the group)",
    ['Chris Jones <c@public.example>', '<joe@example.org>', 'John <jdoe@one.test>'],
  ),
  addressed('A.5 nobody', 'Cc:(Empty list)(start)Hidden recipients  :(nobody(that I know))  ;', []),
  addressed('A.6.1', 'To: Mary Smith <@node.test:mary@example.net>, , jdoe@test  . example', [
    'Mary Smith <mary@example.net>',
    '<jdoe@test.example>',
  ]),
  addressed('A.6.3', 'From: John Doe <jdoe@machine(comment).  example>', ['John Doe <jdoe@machine.example>']),
  addressed(
    'a link in the angle brackets',
    'From: Ben <mailto:ben@x.example>',
    ['Ben <ben@x.example>'],
    'it stops at the colon',
  ),
  addressed(
    'an address for a name',
    'From: boss@contoso.example <evil@evil.example>',
    ['boss@contoso.example <evil@evil.example>'],
    'it shows the one that did not write',
  ),
  addressed('an encoded comma', 'To: =?utf-8?q?Ito=2C_Ben?= <ben@x.example>, carol@x.example', [
    'Ito, Ben <ben@x.example>',
    '<carol@x.example>',
  ]),
  addressed('an encoded address in front', 'From: =?utf-8?q?boss=40contoso=2Eexample?= <evil@evil.example>', [
    'boss@contoso.example <evil@evil.example>',
  ]),
];

function subject(name: string, value: Line, sees: string, python?: string): WildMessage {
  const field = Buffer.concat([latin1('Subject: '), typeof value === 'string' ? Buffer.from(value) : value]);
  return { name, raw: lines([field, ...people, '', 'x']), sees: { subject: sees }, python };
}

const subjects: readonly WildMessage[] = [
  subject('two words without a space', '=?utf-8?q?a?==?utf-8?q?b?=', 'ab'),
  subject('a character in two words of two encodings', '=?UTF-8?B?ww==?= =?utf-8?Q?=BC?=', 'ü'),
  subject('a character in two words on two lines', '=?UTF-8?Q?=C3?=\r\n =?utf-8?Q?=BC?=', 'ü'),
  subject('a word that says the wrong charset', '=?utf-8?q?Gr=FC=DFe?=', 'Grüße', 'it believes the charset'),
  subject('raw UTF-8', 'Grüße 山', 'Grüße 山'),
  subject('raw Latin 1', latin1('Gr\xfc\xdfe'), 'Grüße', 'it knows no raw octets'),
  subject('raw ISO-2022-JP', latin1('\x1b$B%F%9%H\x1b(B'), 'テスト', 'it knows no raw octets'),
  subject('a word within a word', 'abc=?utf-8?q?d?=efg', 'abcdefg'),
  subject('an empty word', '=?utf-8?q??= x', 'x'),
];

function called(
  name: string,
  fields: readonly Line[],
  sees: string | undefined,
  python?: string,
): WildMessage {
  return wild(
    name,
    [
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      ...plain('words'),
      '--b',
      ...fields,
      '',
      'content',
      '--b--',
    ],
    { text: 'words', files: [[sees, 'content']] },
    python,
  );
}

const type = 'Content-Type: application/pdf';
const names: readonly WildMessage[] = [
  called(
    'pieces out of order',
    [
      "Content-Disposition: attachment; filename*2*=%2Epdf; filename*1*=%C3%9Fe; filename*0*=utf-8''Gr%C3%BC",
      type,
    ],
    'Grüße.pdf',
  ),
  called(
    'extended in quotes',
    ['Content-Disposition: attachment; filename*="utf-8\'\'Gr%C3%BC.pdf"', type],
    'Grü.pdf',
  ),
  called(
    'extended in Shift_JIS',
    ["Content-Disposition: attachment; filename*=shift_jis''%83%65%83%58%83%67.txt", type],
    'テスト.txt',
  ),
  called(
    'a percent sign that is one',
    ["Content-Disposition: attachment; filename*=utf-8''100%.pdf", type],
    '100%.pdf',
  ),
  called(
    'an encoded word without quotes',
    [`${type}; name==?utf-8?B?R3LDtsOfZS5wZGY=?=`, 'Content-Disposition: attachment'],
    'Größe.pdf',
    'no RFC allows it',
  ),
  called(
    'an encoded word in pieces',
    ['Content-Disposition: attachment; filename*0="=?utf-8?B?R3LDts"; filename*1="OfZS5wZGY=?="', type],
    'Größe.pdf',
    'no RFC allows it',
  ),
  called(
    'two names',
    [`${type}; name="a.pdf"`, 'Content-Disposition: attachment; filename="b.pdf"'],
    'b.pdf',
  ),
  called(
    'spaces without quotes',
    ['Content-Disposition: attachment; filename=my report 1.pdf', type],
    'my report 1.pdf',
    'it ends at the first space',
  ),
  called(
    'a folder of Windows',
    ['Content-Disposition: attachment; filename="C:\\new\\a.pdf"', type],
    'C:\\new\\a.pdf',
    'it takes the backslashes for escapes',
  ),
  called('a disposition that is left out', ['Content-Disposition: filename="a.pdf"', type], 'a.pdf'),
  called(
    'a comma for the semicolon',
    ['Content-Disposition: attachment, filename="a.pdf"', type],
    'a.pdf',
    'it reads no parameter',
  ),
  called(
    'no semicolon',
    ['Content-Disposition: attachment filename="a.pdf"', type],
    'a.pdf',
    'it reads no parameter',
  ),
  called(
    'a folded name',
    ['Content-Disposition: attachment; filename="a very', ' long name.pdf"', type],
    'a very long name.pdf',
  ),
  called(
    'raw Latin 1 for a name',
    [latin1('Content-Disposition: attachment; filename="Gr\xf6\xdfe.pdf"'), type],
    'Größe.pdf',
    'it knows no raw octets',
  ),
  called('no name', [type], undefined),
];

function forwarded(depth: number): string[] {
  return depth === 0
    ? plain('bottom')
    : ['Content-Type: message/rfc822', '', `Subject: level ${depth}`, ...forwarded(depth - 1)];
}

const structures: readonly WildMessage[] = [
  wild(
    'alternatives in related in mixed',
    [
      'Content-Type: multipart/mixed; boundary=m',
      '',
      '--m',
      'Content-Type: multipart/related; boundary=r',
      '',
      '--r',
      'Content-Type: multipart/alternative; boundary=a',
      '',
      ...alternative('a'),
      '--a--',
      '--r',
      'Content-Type: image/png; name=i.png',
      'Content-ID: <i@x>',
      'Content-Transfer-Encoding: base64',
      '',
      'iVBORw==',
      '--r--',
      '--m',
      ...pdf,
      '--m--',
    ],
    { text: 'words', files: [['i.png', '\x89PNG'], ...aPdf] },
  ),
  wild(
    'a message in base64',
    [
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      ...plain('words'),
      '--b',
      'Content-Type: message/rfc822; name=in.eml',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from('Subject: in\r\n\r\nx').toString('base64'),
      '--b--',
    ],
    { text: 'words', files: [['in.eml', 'Subject: in\r\n\r\nx']] },
    'it does not decode it (RFC 2046 section 5.2.1 has no base64 there)',
  ),
  {
    ...wild('fifty messages deep', [], {}),
    raw: lines(['Subject: deep', ...forwarded(50)]),
    sees: { subject: 'deep' },
  },
  wild(
    'a message whose multipart is never closed',
    [
      'Content-Type: multipart/mixed; boundary=b',
      '',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Subject: in',
      'Content-Type: multipart/mixed; boundary=c',
      '',
      '--c',
      ...plain('inner'),
      '--b',
      ...plain('words'),
      '--b--',
    ],
    { text: 'words' },
  ),
];

export const wildMessages: readonly WildMessage[] = [
  ...boundaries,
  ...encodings,
  ...beginnings,
  ...addresses,
  ...subjects,
  ...names,
  ...structures,
];
