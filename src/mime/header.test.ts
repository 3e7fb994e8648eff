import { describe, expect, it } from 'vitest';
import { mimeCases } from '../../test/kit/mime-cases.ts';
import { parseAddresses } from './header/address.ts';
import { parseDate } from './header/date.ts';
import { parseParameters } from './header/parameters.ts';
import { decodeWords } from './header/words.ts';
import { readHeader } from './header.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const kase = (name: string): Buffer => mimeCases.find((one) => one.name === name)?.raw ?? Buffer.alloc(0);

describe('readHeader', () => {
  it('answers for every odd message, and for nothing at all', () => {
    expect(readHeader(new Uint8Array())).toMatchObject({
      messageId: undefined,
      subject: '',
      from: undefined,
      to: [],
    });
    for (const { raw } of mimeCases)
      for (let end = 0; end < Math.min(raw.length, 400); end += 7) readHeader(raw.subarray(0, end));
  });

  it('reads past an mbox line, lines that are no field, and spaces before the colon', () => {
    expect(readHeader(kase('mbox line first')).subject).toBe('mbox line first');
    expect(readHeader(kase('line without a colon in the header')).subject).toBe('line without a colon');
    expect(readHeader(kase('space before the colon'))).toMatchObject({
      subject: 'spaced',
      from: { address: 'ben@contoso.example' },
    });
  });

  it('takes the first of two subjects and every To', () => {
    expect(readHeader(kase('two subjects')).subject).toBe('first');
    expect(readHeader(kase('two To fields')).to.map(({ address }) => address)).toEqual([
      'a@x.example',
      'b@x.example',
    ]);
  });

  it('tells threads, lists, robots and urgency', () => {
    const header = readHeader(
      bytes(
        'Message-ID:\r\n <a@b>\r\nIn-Reply-To: <c@d> (today)\r\nReferences: <c@d>\r\n <e@f>\r\nList-Id: Friends <f.lists.example>\r\nAuto-Submitted: auto-replied (vacation)\r\nPrecedence: Bulk\r\nX-Priority: 1 (Highest)\r\nReturn-Path: <>\r\n\r\nSubject: no\r\n',
      ),
    );
    expect(header).toMatchObject({
      messageId: '<a@b>',
      inReplyTo: ['<c@d>'],
      references: ['<c@d>', '<e@f>'],
      listId: 'f.lists.example',
      autoSubmitted: 'auto-replied',
      precedence: 'bulk',
      importance: 'high',
      returnPath: '',
      subject: '',
    });
  });

  it('takes raw bytes in the charset of the text', () => {
    expect(
      readHeader(
        bytes('Subject: \xcf\xf0\xe8\xe2\xe5\xf2\r\nContent-Type: text/plain; charset=windows-1251\r\n\r\n'),
      ).subject,
    ).toBe('Привет');
    expect(readHeader(kase('subject in raw latin-1')).subject).toBe('Grüße');
    expect(readHeader(kase('subject in raw utf-8')).from?.name).toBe('René');
    expect(readHeader(bytes('Subject: \x1b$B$3$s$K$A$O\x1b(B\r\n\r\n')).subject).toBe('こんにちは');
  });

  it('does not spend time on what is made to cost it', () => {
    const words = '=?a?q?x '.repeat(130_000);
    const quotes = '"('.repeat(500_000);
    for (const text of [words, quotes, '<'.repeat(1e6), ','.repeat(1e6), ';='.repeat(5e5)]) {
      readHeader(bytes(`Subject: ${text}\r\nFrom: ${text}\r\nContent-Type: ${text}\r\n\r\n`));
    }
  }, 10_000);
});

describe('decodeWords', () => {
  // The examples of RFC 2047 section 8, then what is met.
  it.each([
    ['=?ISO-8859-1?Q?a?=', 'a'],
    ['=?ISO-8859-1?Q?a?= b', 'a b'],
    ['=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=', 'ab'],
    ['=?ISO-8859-1?Q?a_b?=', 'a b'],
    ['=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=', 'a b'],
    [
      '=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?= =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=',
      'If you can read this you understand the example.',
    ],
    ['=?US-ASCII*EN?Q?Keith_Moore?=', 'Keith Moore'],
    ['=?utf-8?Q?=E2=82?= =?utf-8?Q?=AC?=', '€'],
    ['=?utf-8?B?4oI=?= =?utf-8?B?rA==?=', '€'],
    ['=?utf-8?Q?what??=', 'what?'],
    ['=?utf-8?Q?with a space?=', 'with a space'],
    ['=?utf-8?B?R3LDvMOfZQ?=', 'Grüße'],
    ['=?utf-8?Q?=3D?=', '='],
    ['=?windows-1252?Q?=80_100?=', '€ 100'],
    ['=?utf-8?Q?=80_100?=', '€ 100'],
    ['=?us-ascii?Q?caf=E9?=', 'café'],
    ['=?x-unknown?Q?caf=C3=A9?=', 'café'],
    ['=?nobody-knows?B?Y2Fmw6k=?=', 'café'],
    ['=?iso-2022-jp?B?GyRCJDMkcyRLJEEkTxsoQg==?=', 'こんにちは'],
    ['=?ISO-2022-JP?B?GyRCJDM=?= =?ISO-2022-JP?B?JHMbKEI=?=', 'こん'],
    ['=?gb2312?B?xOO6ww==?=', '你好'],
    ['=?big5?B?p0Gmbg==?=', '你好'],
    ['=?ks_c_5601-1987?B?vsiz5w==?=', '안녕'],
    ['=?koi8-r?B?8NLJ18XU?=', 'Привет'],
    ['=?utf-7?Q?Gr+APwA3w-e?=', 'Grüße'],
    ['=?utf-8?X?abc?=', '=?utf-8?X?abc?='],
    ['=?utf-8?Q?unclosed', '=?utf-8?Q?unclosed'],
    ['before=?utf-8?Q?=C3=A9?=after', 'beforeéafter'],
  ])('%s', (value, text) => {
    expect(decodeWords(value)).toBe(text);
  });
});

describe('parseAddresses', () => {
  const a = (name: string | undefined, address: string): object => ({ name, address });
  it.each([
    ['', []],
    ['<>', []],
    [', ,', []],
    ['undisclosed-recipients:;', []],
    [
      'Friends: a@x.example, Carl <c@x.example>;, d@x.example',
      [a(undefined, 'a@x.example'), a('Carl', 'c@x.example'), a(undefined, 'd@x.example')],
    ],
    ['"Ito, Ben" <ben@contoso.example>', [a('Ito, Ben', 'ben@contoso.example')]],
    ['"Joe \\"the\\" Q" <j@x.example>', [a('Joe "the" Q', 'j@x.example')]],
    ['anna@contoso.example (Anna Novak)', [a('Anna Novak', 'anna@contoso.example')]],
    ['Ben (a (nested) comment) <ben@contoso.example>', [a('Ben', 'ben@contoso.example')]],
    ['=?utf-8?Q?Ito=2C_Ben?= <ben@contoso.example>', [a('Ito, Ben', 'ben@contoso.example')]],
    ['"=?utf-8?Q?Ren=C3=A9?=" <r@x.example>', [a('René', 'r@x.example')]],
    ['<@a.example,@b.example:ben@contoso.example>', [a(undefined, 'ben@contoso.example')]],
    ['"ben ito"@contoso.example', [a(undefined, '"ben ito"@contoso.example')]],
    [
      'ben@[192.0.2.1], <anna@[IPv6:2001:db8::1]>',
      [a(undefined, 'ben@[192.0.2.1]'), a(undefined, 'anna@[IPv6:2001:db8::1]')],
    ],
    ['John Q. Public <jqp @ x . example>', [a('John Q. Public', 'jqp@x.example')]],
    ['"Ben <ben@contoso.example>', [a('Ben', 'ben@contoso.example')]],
    ['a@x.example; b@x.example', [a(undefined, 'a@x.example'), a(undefined, 'b@x.example')]],
    ['Ben Ito', [a('Ben Ito', '')]],
    ['root', [a(undefined, 'root')]],
    ['"anna@contoso.example"', [a(undefined, 'anna@contoso.example')]],
    ['Anna anna@contoso.example', [a('Anna', 'anna@contoso.example')]],
    ['Anna <anna@contoso.example', [a('Anna', 'anna@contoso.example')]],
    ['Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>', [a('Pete', 'pete@silly.test')]],
  ])('%s', (value, expected) => {
    expect(parseAddresses(value)).toEqual(expected);
  });
});

describe('parseDate', () => {
  it.each([
    ['Mon, 02 Nov 2026 09:00:00 +0000', '2026-11-02T09:00:00.000Z'],
    ['Sun, 1 Nov 2026 23:30:00 -0800 (PST)', '2026-11-02T07:30:00.000Z'],
    ['2 Nov 96 09:00 EST', '1996-11-02T14:00:00.000Z'],
    ['Fri, 21 Nov 1997 09(comment):   55  :  06 -0600', '1997-11-21T15:55:06.000Z'],
    ['Mon Nov  2 09:00:00 2026', '2026-11-02T09:00:00.000Z'],
    ['Mon, 2 Nov 2026 9:00 GMT+0100', '2026-11-02T08:00:00.000Z'],
    ['2026-11-02T09:00:00+01:00', '2026-11-02T08:00:00.000Z'],
    ['yesterday', undefined],
    ['', undefined],
    ['32 Nov 2026 09:00:00 +0000', undefined],
  ])('%s', (value, iso) => {
    const atMs = parseDate(value);
    expect(atMs === undefined ? undefined : new Date(atMs).toISOString()).toBe(iso);
  });
});

describe('parseParameters', () => {
  it.each([
    // RFC 2231 sections 3 and 4.
    ['message/external-body; URL*0="ftp://"; URL*1="cs.utk.edu/pub"', 'url', 'ftp://cs.utk.edu/pub'],
    [
      "application/x-stuff; title*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A",
      'title',
      'This is ***fun***',
    ],
    [
      "application/x-stuff; title*0*=us-ascii'en'This%20is%20even%20more%20; title*1*=%2A%2A%2Afun%2A%2A%2A%20; title*2=\"isn't it!\"",
      'title',
      "This is even more ***fun*** isn't it!",
    ],
    ["attachment; filename*1*=%82%AC; filename*0*=utf-8''%E2", 'filename', '€'],
    ['attachment; filename="=?utf-8?B?R3LDtsOfZS5wZGY=?="', 'filename', 'Größe.pdf'],
    ['attachment; filename=Gr\xf6\xdfe.pdf', 'filename', 'Größe.pdf'],
    ['attachment; filename=two words.pdf', 'filename', 'two words.pdf'],
    ['attachment; filename=report(1).pdf', 'filename', 'report(1).pdf'],
    ['attachment; filename="C:\\temp\\a.txt"', 'filename', 'C:\\temp\\a.txt'],
    ['attachment; filename="a.pdf"; filename*=utf-8\'\'b.pdf', 'filename', 'b.pdf'],
    ['attachment; filename="a;b.pdf" ; size=1', 'filename', 'a;b.pdf'],
    ['text/plain (comment); charset=us-ascii (another)', 'charset', 'us-ascii'],
    ['text / plain ; charset = utf-8', 'charset', 'utf-8'],
  ])('%s', (field, name, value) => {
    expect(parseParameters(field).parameters.get(name)).toBe(value);
  });
});
