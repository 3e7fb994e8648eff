import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyStructure, envelope } from '../imap/structure.ts';
import { parseAddresses } from './address.ts';
import { decodeWords } from './decode.ts';
import { parseHeaderValue, readParam } from './header-value.ts';
import { mimeLimits, parseMime } from './parse.ts';
import { attachments, readableBody } from './read.ts';
import { sectionBytes } from './sections.ts';

const mixed = Buffer.from(
  [
    'From: =?utf-8?Q?J=C3=B6rg?= <joerg@contoso.com>',
    'To: Team: anna@contoso.com, "Ben, I." <ben@contoso.com>;',
    'Subject: Report',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    'preamble',
    '--b',
    'Content-Type: text/html; charset=iso-8859-1',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '<p>Gr=FC=DFe</p>',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'Subject: Inner',
    '',
    'inner body',
    '--bb is not the boundary',
    '--b',
    "Content-Disposition: attachment; filename*=UTF-8''%e2%82%ac.txt",
    'Content-Transfer-Encoding: base64',
    '',
    'aGVsbG8=',
    '--b--',
    'epilogue',
    '',
  ].join('\r\n'),
);

describe('hostile messages', () => {
  it('are bounded in depth', () => {
    const raw = Buffer.from('Content-Type: message/rfc822\r\n\r\n'.repeat(5000));
    let depth = 0;
    for (let part = parseMime(raw).message; part; part = part.message) depth += 1;
    expect(depth).toBe(mimeLimits.depthMax);
  });

  it('are bounded in parts', () => {
    const raw = Buffer.from(`Content-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\n\r\n'.repeat(5000)}`);
    expect(parseMime(raw).parts.length).toBeLessThanOrEqual(mimeLimits.partsMax);
  });

  it('never make the parser, the structure or the reader throw', () => {
    const piece = fc.constantFrom(
      ...[
        '--b',
        '--b--',
        '\r\n',
        '\n',
        ': ',
        'Content-Type: multipart/mixed; boundary=b',
        'Content-Type: message/rfc822',
      ],
      ...[
        'From: <',
        '"',
        '(',
        '=?utf-8?B?',
        'Content-Transfer-Encoding: base64',
        'charset=',
        ';',
        'To: a:b;',
        '\0',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const message = parseMime(Buffer.from(pieces.join('')));
        bodyStructure(message, true);
        envelope(message);
        readableBody(message);
        attachments(message);
      }),
    );
  });
});

describe('a message with parts', () => {
  const message = parseMime(mixed);
  const section = (path: number[], text: '' | 'HEADER' | 'TEXT' | 'MIME' = '') =>
    sectionBytes(message, { path, text, fields: [] })?.toString('latin1');

  it('has no section that is not there', () => {
    expect(section([4])).toBeUndefined();
    expect(section([1, 1])).toBeUndefined();
    expect(section([1], 'TEXT')).toBeUndefined();
  });

  it('gives each section byte for byte', () => {
    expect(section([1])).toBe('<p>Gr=FC=DFe</p>');
    expect(section([2], 'HEADER')).toBe('Subject: Inner\r\n\r\n');
    expect(section([2], 'TEXT')).toBe('inner body\r\n--bb is not the boundary');
    expect(section([2, 1])).toBe('inner body\r\n--bb is not the boundary');
    expect(section([3], 'MIME')).toMatch(/^Content-Disposition: attachment/);
    expect(section([])).toBe(mixed.toString('latin1'));
  });

  it('is read as people write it', () => {
    expect(readableBody(message)).toEqual({ contentType: 'html', content: '<p>Grüße</p>' });
    expect(attachments(message).map(({ name }) => name)).toEqual(['Inner', '€.txt']);
  });

  it('keeps groups in its addresses', () => {
    expect(parseAddresses('Team: anna@contoso.com, "Ben, I." <ben@contoso.com>;, c@contoso.com')).toEqual([
      {
        group: 'Team',
        members: [
          { name: undefined, mailbox: 'anna', host: 'contoso.com' },
          { name: 'Ben, I.', mailbox: 'ben', host: 'contoso.com' },
        ],
      },
      { name: undefined, mailbox: 'c', host: 'contoso.com' },
    ]);
  });
});

it('encoded words and parameters are decoded by their standards', () => {
  expect(decodeWords('=?iso-8859-1?q?Gr=FC=DFe?= =?utf-8?B?4oKs?= rest')).toBe('Grüße€ rest');
  const header = parseHeaderValue("attachment; filename*0*=utf-8''%e2%82; filename*1*=%ac.pdf");
  expect(readParam(header, 'filename')).toBe('€.pdf');
});
