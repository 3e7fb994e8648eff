// Messages as the world sends them: well-formed ones, odd ones and broken ones. All line ends are CRLF unless the
// message is about line ends. Every one of them has a name that says what is odd.

export interface MimeCase {
  readonly name: string;
  readonly raw: Buffer;
}

const head = [
  'From: Ben Ito <ben@contoso.example>',
  'To: anna@contoso.example',
  'Date: Mon, 02 Nov 2026 09:00:00 +0000',
];

function message(name: string, ...lines: string[]): MimeCase {
  return { name, raw: Buffer.from(`${lines.join('\r\n')}\r\n`, 'utf8') };
}

/** With the usual header in front: `lines` begin with more fields, then an empty line. */
function usual(name: string, ...lines: string[]): MimeCase {
  return message(name, ...head, `Subject: ${name}`, 'MIME-Version: 1.0', ...lines);
}

function bytes(name: string, ...pieces: ReadonlyArray<string | readonly number[]>): MimeCase {
  const raw = pieces.map((piece) =>
    typeof piece === 'string' ? Buffer.from(piece, 'latin1') : Buffer.from(piece),
  );
  return { name, raw: Buffer.concat(raw) };
}

function addressed(name: string, ...fields: string[]): MimeCase {
  return message(name, 'Date: Mon, 02 Nov 2026 09:00:00 +0000', `Subject: ${name}`, ...fields, '', 'Hello.');
}

const two = (boundary: string, ...parts: string[][]): string[] => [
  ...parts.flatMap((part) => [`--${boundary}`, ...part]),
  `--${boundary}--`,
];

const inner = [
  'From: carl@fabrikam.example',
  'To: Ben Ito <ben@contoso.example>',
  'Subject: inner',
  'Message-ID: <inner@fabrikam.example>',
];

function nested(depth: number): string[] {
  if (depth === 0) return ['Content-Type: text/plain', '', 'the innermost'];
  return [
    `Content-Type: multipart/mixed; boundary="level-${depth}"`,
    '',
    ...two(`level-${depth}`, nested(depth - 1)),
  ];
}

function forwarded(depth: number): string[] {
  const fields = [...head, `Subject: forwarded ${depth}`, 'MIME-Version: 1.0'];
  if (depth === 0) return [...fields, 'Content-Type: text/plain', '', 'the first of them'];
  return [...fields, 'Content-Type: message/rfc822', '', ...forwarded(depth - 1)];
}

export const mimeCases: readonly MimeCase[] = [
  // Simple bodies.
  usual('plain', '', 'Hello,', '', 'world.'),
  usual(
    'utf-8',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'Grüße aus Zürich 🍎',
  ),
  usual(
    'quoted-printable',
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'Gr=FC=DFe und eine sehr lange Zeile, die =',
    'umgebrochen ist=2E',
  ),
  usual(
    'base64',
    'Content-Type: text/plain; charset="utf-8"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('searchable needle\r\n').toString('base64'),
  ),
  usual(
    'iso-2022-jp',
    'Content-Type: text/plain; charset=iso-2022-jp',
    'Content-Transfer-Encoding: 7bit',
    '',
    '\u001b$B$3$s$K$A$O\u001b(B',
  ),
  usual('html only', 'Content-Type: text/html; charset=utf-8', '', '<p>Hello <b>world</b></p>'),
  usual('no body', ''),
  message('header without the empty line', ...head, 'Subject: header without the empty line'),
  bytes(
    'header that ends in the middle of a line',
    'Subject: header that ends in the middle of a line\r\nFrom: ben@contoso.example',
  ),
  bytes(
    'body without a final line end',
    'From: ben@contoso.example\r\nSubject: body without a final line end\r\n\r\none\r\ntwo',
  ),
  bytes('body only', '\r\nJust a body.\r\n'),
  bytes('text that is no header', 'This is no header at all\r\nand neither is this.\r\n\r\nBody.\r\n'),
  usual('unknown encoding', 'Content-Transfer-Encoding: x-unknown', '', 'as it is'),
  usual('encoding in capitals', 'Content-Transfer-Encoding: BASE64', '', 'SGVsbG8='),
  usual(
    'binary part',
    'Content-Type: application/octet-stream',
    'Content-Transfer-Encoding: base64',
    '',
    'AAECAwQF',
  ),
  // Content-Type oddities.
  usual('type without a subtype', 'Content-Type: text', '', 'Hello.'),
  usual('empty type', 'Content-Type:', '', 'Hello.'),
  usual('type with comments', 'Content-Type: text/plain (comment); charset=us-ascii (another)', '', 'Hello.'),
  usual('type in capitals', 'Content-Type: TEXT/PLAIN; CHARSET=US-ASCII; Format=flowed', '', 'Hello.'),
  usual('type with spaces', 'Content-Type: text / plain ; charset = utf-8', '', 'Hello.'),
  usual(
    'folded parameters',
    'Content-Type: text/plain;',
    '\tcharset="utf-8";',
    '   format=flowed',
    '',
    'Hello.',
  ),
  usual('parameter with quotes', 'Content-Type: application/pdf; name="a \\"quoted\\" name.pdf"', '', 'x'),
  usual('trailing semicolon', 'Content-Type: text/plain; charset=utf-8;', '', 'Hello.'),
  usual('parameter without a value', 'Content-Type: text/plain; charset; format=flowed', '', 'Hello.'),
  usual('two types', 'Content-Type: text/html', 'Content-Type: text/plain', '', 'Hello.'),
  usual(
    'rfc 2231 name',
    "Content-Type: application/pdf; name*=utf-8''Gr%C3%B6%C3%9Fe.pdf",
    'Content-Disposition: attachment; filename*0*=utf-8\'\'Gr%C3%B6; filename*1*=%C3%9Fe; filename*2=".pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    'AAAA',
  ),
  usual(
    'rfc 2047 name',
    'Content-Type: application/pdf; name="=?utf-8?B?R3LDtsOfZS5wZGY=?="',
    'Content-Disposition: attachment; filename="=?utf-8?B?R3LDtsOfZS5wZGY=?="',
    '',
    'AAAA',
  ),
  usual('name in raw utf-8', 'Content-Type: application/pdf; name="Größe.pdf"', '', 'x'),
  // Fields of the extended structure.
  usual(
    'all fields of a part',
    'Content-Type: text/plain; charset=us-ascii',
    'Content-ID: <part@contoso.example>',
    'Content-Description: a description',
    'Content-MD5: Q2hlY2sgSW50ZWdyaXR5IQ==',
    'Content-Language: en, de',
    'Content-Location: https://contoso.example/a',
    'Content-Disposition: inline; filename=a.txt; size=3',
    '',
    'abc',
  ),
  usual('one language', 'Content-Language: de', 'Content-Disposition: INLINE', '', 'abc'),
  usual('empty disposition', 'Content-Disposition:', '', 'abc'),
  // Multiparts.
  usual(
    'alternative',
    'Content-Type: multipart/alternative; boundary="b"',
    '',
    'preamble',
    ...two('b', ['Content-Type: text/plain', '', 'plain'], ['Content-Type: text/html', '', '<p>html</p>']),
    'epilogue',
  ),
  usual(
    'mixed with attachment',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    ...two(
      'b',
      [
        'Content-Type: multipart/related; boundary=c; type="text/html"',
        '',
        ...two(
          'c',
          ['Content-Type: text/html', '', '<img src="cid:x">'],
          [
            'Content-Type: image/png; name=x.png',
            'Content-ID: <x>',
            'Content-Transfer-Encoding: base64',
            '',
            'iVBORw0KGgo=',
          ],
        ),
      ],
      [
        'Content-Type: application/pdf',
        'Content-Disposition: attachment; filename="r.pdf"',
        'Content-Transfer-Encoding: base64',
        '',
        'JVBERg==',
      ],
    ),
  ),
  usual(
    'boundary with a space and signs',
    'Content-Type: multipart/mixed; boundary="a b\'()+_,-./:=?c"',
    '',
    ...two("a b'()+_,-./:=?c", ['', 'one'], ['', 'two']),
  ),
  usual(
    'boundary that begins another',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    ...two(
      'b',
      ['Content-Type: multipart/mixed; boundary="bb"', '', ...two('bb', ['', 'deep'])],
      ['', 'flat'],
    ),
  ),
  usual(
    'missing end of the multipart',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    '',
    'one',
    '--b',
    '',
    'two',
  ),
  usual(
    'missing inner end',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    ...two(
      'b',
      ['Content-Type: multipart/alternative; boundary="c"', '', '--c', '', 'unfinished'],
      ['', 'after'],
    ),
  ),
  usual(
    'multipart without a part',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    'no delimiter anywhere',
  ),
  usual(
    'multipart that ends at once',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b--',
    'epilogue',
  ),
  usual('multipart without a boundary', 'Content-Type: multipart/mixed', '', '--b', '', 'one', '--b--'),
  usual(
    'empty parts',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    '',
    '--b',
    '--b',
    '',
    '',
    '--b--',
  ),
  usual(
    'part without header fields',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    '',
    'implicit text',
    '--b--',
  ),
  usual(
    'part that begins at once',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '--b',
    '',
    'x',
    '--b--',
  ),
  usual(
    'white space behind the delimiter',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b  ',
    '',
    'one',
    '--b\t',
    '',
    'two',
    '--b-- ',
  ),
  usual(
    'digest',
    'Content-Type: multipart/digest; boundary="b"',
    '',
    ...two('b', ['', ...inner, '', 'first'], ['Content-Type: text/plain', '', 'second']),
  ),
  usual('deeply nested', ...nested(20)),
  usual(
    'unknown multipart',
    'Content-Type: multipart/x-strange; boundary="b"; foo=bar',
    'Content-Language: fr',
    '',
    ...two('b', ['', 'x']),
  ),
  // Messages in messages.
  usual(
    'forwarded as attachment',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    ...two(
      'b',
      ['', 'see below'],
      [
        'Content-Type: message/rfc822',
        'Content-Disposition: attachment; filename="inner.eml"',
        '',
        ...inner,
        '',
        'inner text',
        'second line',
      ],
    ),
  ),
  usual(
    'forwarded multipart',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    ...two('b', [
      'Content-Type: message/rfc822',
      '',
      ...inner,
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary="c"',
      '',
      ...two(
        'c',
        ['Content-Type: text/plain', '', 'inner plain'],
        ['Content-Type: text/html', '', '<i>inner html</i>'],
      ),
    ]),
  ),
  usual('the whole body is a message', 'Content-Type: message/rfc822', '', ...inner, '', 'inner text'),
  message('forwarded again and again', ...forwarded(8)),
  usual(
    'empty message inside',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    ...two('b', ['Content-Type: message/rfc822', '']),
  ),
  usual(
    'base64 message inside',
    'Content-Type: message/rfc822',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('Subject: hidden\r\n\r\nx\r\n').toString('base64'),
  ),
  usual(
    'delivery report',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    ...two(
      'b',
      ['', 'It did not work.'],
      [
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; contoso.example',
        '',
        'Final-Recipient: rfc822; x@y',
        'Action: failed',
        '',
      ],
      ['Content-Type: text/rfc822-headers', '', 'Subject: original', ''],
    ),
  ),
  usual(
    'partial and external',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    ...two(
      'b',
      ['Content-Type: message/partial; id="x"; number=1; total=2', '', 'Subject: half', ''],
      [
        'Content-Type: message/external-body; access-type=local-file; name="/x"',
        '',
        'Content-Type: image/png',
        '',
      ],
    ),
  ),
  // Header fields.
  message(
    'folded subject',
    'From: ben@contoso.example',
    'Subject: folded',
    ' subject with',
    '\ttabs',
    'X-Long: a',
    ' b',
    '',
    'Hello.',
  ),
  message(
    'encoded subject',
    'From: =?utf-8?Q?Ren=C3=A9?= <rene@contoso.example>',
    'Subject: =?utf-8?B?R3LDvMOfZQ==?= =?iso-8859-1?Q?_aus_Z=FCrich?=',
    '',
    'Hello.',
  ),
  message('subject in raw utf-8', 'From: René <rene@contoso.example>', 'Subject: Grüße', '', 'Hello.'),
  bytes(
    'subject in raw latin-1',
    'From: Ren\xe9 <rene@contoso.example>\r\nSubject: Gr\xfc\xdfe\r\n\r\nHello.\r\n',
  ),
  message(
    'subject with quotes and backslash',
    'From: ben@contoso.example',
    'Subject: "quoted" \\ and \\"more\\"',
    '',
    'Hello.',
  ),
  message('empty subject', 'From: ben@contoso.example', 'Subject:', '', 'Hello.'),
  message('blank subject', 'From: ben@contoso.example', 'Subject:    ', '', 'Hello.'),
  message('two subjects', 'From: ben@contoso.example', 'Subject: first', 'Subject: second', '', 'Hello.'),
  message('long subject', 'From: ben@contoso.example', `Subject: ${'long '.repeat(500)}end`, '', 'Hello.'),
  message(
    'field names in odd cases',
    'FROM: ben@contoso.example',
    'sUbJeCt: odd',
    'MESSAGE-id: <odd@x>',
    'content-TYPE: text/html',
    '',
    'Hello.',
  ),
  message('space before the colon', 'From : ben@contoso.example', 'Subject : spaced', '', 'Hello.'),
  message('no space behind the colon', 'From:ben@contoso.example', 'Subject:tight', '', 'Hello.'),
  message(
    'mbox line first',
    'From ben@contoso.example Mon Nov  2 09:00:00 2026',
    'From: ben@contoso.example',
    'Subject: mbox line first',
    '',
    'Hello.',
  ),
  message(
    'line without a colon in the header',
    'From: ben@contoso.example',
    'not a field',
    'Subject: line without a colon',
    '',
    'Hello.',
  ),
  message(
    'message ids',
    'From: ben@contoso.example',
    'Subject: message ids',
    'Message-ID:  <a@b>  ',
    'In-Reply-To: <c@d>',
    ' <e@f>',
    'References: <c@d> <e@f>',
    '',
    'Hello.',
  ),
  message(
    'dates',
    'From: ben@contoso.example',
    'Subject: dates',
    'Date: Sun, 1 Nov 2026 23:30:00 -0800 (PST)',
    '',
    'Hello.',
  ),
  message(
    'obsolete date',
    'From: ben@contoso.example',
    'Subject: obsolete date',
    'Date: 2 Nov 96 09:00 EST',
    '',
    'Hello.',
  ),
  message(
    'nonsense date',
    'From: ben@contoso.example',
    'Subject: nonsense date',
    'Date: yesterday',
    '',
    'Hello.',
  ),
  // Addresses.
  addressed('plain addresses', 'From: ben@contoso.example', 'To: a@x.example, b@y.example'),
  addressed(
    'names and comments',
    'From: "Ito, Ben" <ben@contoso.example>',
    'To: anna@contoso.example (Anna Novak), Carl (the other) <carl@x.example>',
  ),
  addressed(
    'group',
    'From: ben@contoso.example',
    'To: Friends: anna@contoso.example, Carl <carl@x.example>;, dora@x.example',
  ),
  addressed('empty group', 'From: ben@contoso.example', 'To: undisclosed-recipients:;'),
  addressed('quoted local part', 'From: "ben ito"@contoso.example', 'To: <"a\\"b"@x.example>'),
  addressed('domain literal', 'From: ben@[192.0.2.1]', 'To: <anna@[IPv6:2001:db8::1]>'),
  addressed('source route', 'From: <@a.example,@b.example:ben@contoso.example>', 'To: anna@contoso.example'),
  addressed('address without a host', 'From: ben', 'To: Anna <anna>, root'),
  addressed('empty angle', 'From: <>', 'To: Nobody <>'),
  addressed(
    'several authors',
    'From: a@x.example, b@x.example',
    'Sender: a@x.example',
    'Reply-To: c@x.example',
    'Cc: d@x.example',
    'Bcc: e@x.example',
  ),
  addressed('empty lists', 'From: ben@contoso.example', 'Sender:', 'Reply-To: ', 'To:', 'Cc: ,'),
  addressed('two To fields', 'From: ben@contoso.example', 'To: a@x.example', 'To: b@x.example'),
  addressed('spaces and dots', 'From: John Q. Public <jqp @ x . example>', 'To: J. R. R. <j.r.r@x.example>'),
  addressed(
    'nested comment',
    'From: Ben (a (nested) comment) <ben@contoso.example>',
    'To: (only) anna@contoso.example',
  ),
  addressed(
    'encoded name with comma',
    'From: =?utf-8?Q?Ito=2C_Ben?= <ben@contoso.example>',
    'To: anna@contoso.example',
  ),
  addressed('unclosed quote', 'From: "Ben <ben@contoso.example>', 'To: anna@contoso.example'),
  addressed('semicolons between', 'From: ben@contoso.example', 'To: a@x.example; b@x.example'),
  addressed(
    'folded addresses',
    'From: Ben',
    ' Ito',
    '\t<ben@contoso.example>',
    'To: a@x.example,',
    '  b@x.example',
  ),
  // Line ends and bytes.
  bytes('bare line feeds', 'From: ben@contoso.example\nSubject: bare line feeds\n\nline one\nline two\n'),
  bytes('mixed line ends', 'From: ben@contoso.example\r\nSubject: mixed line ends\n\r\none\ntwo\r\nthree\n'),
  bytes(
    'bare carriage returns',
    'From: ben@contoso.example\r\nSubject: bare carriage returns\r\n\r\none\rtwo\r\n',
  ),
  bytes(
    'latin-1 body',
    'From: ben@contoso.example\r\nSubject: latin-1 body\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\nGr\xfc\xdfe\r\n',
  ),
  usual('very long line', '', 'x'.repeat(5000)),
  usual('dots', '', '.', '..', '.hidden'),
];
