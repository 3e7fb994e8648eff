import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decoderFor } from './decoder.ts';

function decoded(encoding: string, pieces: readonly string[]): Buffer {
  const decoder = decoderFor(encoding);
  // What it gives is right until it is asked again.
  const out = pieces.map((piece) => Buffer.from(decoder.write(Buffer.from(piece, 'latin1'))));
  return Buffer.concat([...out, Buffer.from(decoder.end())]);
}

describe('base64', () => {
  it.each([
    ['nothing', '', ''],
    ['three octets', 'YWJj', 'abc'],
    ['two', 'YWI=', 'ab'],
    ['one', 'YQ==', 'a'],
    ['padding that is missing', 'YWI', 'ab'],
    ['a single character at the end, which holds no octet', 'YWJjZ', 'abc'],
    ['a single character before padding', 'YWJjZ=YWJj', 'abcabc'],
    ['line ends within a group', 'YW\r\nJj\r\n', 'abc'],
    ['what is no base64 at all', 'Y*W-J_j\0\xff', 'abc'],
    ['two texts one behind the other', 'YQ==YWI=YWJj', 'aababc'],
    ['padding and nothing else', '====', ''],
    [
      'padding, and words that a mailing list put below',
      'YQ==\r\n\r\n-- \r\nTo be removed, write to us\r\n',
      'a',
    ],
    ['padding, and words on the same line', 'YQ== is all', 'a'],
  ])('%s', (_, text, wanted) => {
    expect(decoded('base64', [text]).toString('latin1')).toBe(wanted);
    expect(decoded('base64', [...text]).toString('latin1')).toBe(wanted);
  });

  it('is what the system makes of it, whatever the octets, the lines and the pieces are', () => {
    const anything = fc.record({
      octets: fc.uint8Array({ maxLength: 400 }),
      lineChars: fc.integer({ min: 1, max: 90 }),
      pieceChars: fc.integer({ min: 1, max: 200 }),
    });
    fc.assert(
      fc.property(anything, ({ octets, lineChars, pieceChars }) => {
        const lines = Buffer.from(octets)
          .toString('base64')
          .replace(new RegExp(`.{${lineChars}}`, 'g'), '$&\r\n');
        const pieces = lines.match(new RegExp(`[^]{1,${pieceChars}}`, 'g')) ?? [];
        expect(decoded('base64', pieces).equals(octets)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('quoted-printable', () => {
  it.each([
    ['nothing', '', ''],
    ['an escape, in either case', 'a=3D=3db', 'a==b'],
    ['what escapes nothing', 'a=b=4\r\n= c', 'a=b=4\r\n= c'],
    ['a line that goes on', 'one=\r\n two', 'one two'],
    ['a line that goes on, with white space put behind it', 'one= \t\r\ntwo', 'onetwo'],
    ['an equals sign before one that goes on', 'one==\ntwo', 'one=two'],
    ['white space before a line’s end', 'one \t\r\ntwo \n\r\n', 'one\r\ntwo\n\r\n'],
    ['white space at the end, which may belong to it', 'one \t', 'one \t'],
    ['an equals sign at the end', 'one=', 'one'],
    ['an escape that is cut off', 'one=4', 'one=4'],
    ['carriage returns alone', 'one\rtwo\r\r\n', 'one\rtwo\r\n'],
    [
      'half a character of UTF-8 before a line’s end, in a text that is not encoded',
      '\xc3\xa0\r\n',
      '\xc3\xa0\r\n',
    ],
  ])('%s', (_, text, wanted) => {
    expect(decoded('quoted-printable', [text]).toString('latin1')).toBe(wanted);
    expect(decoded('quoted-printable', [...text]).toString('latin1')).toBe(wanted);
  });

  it('is the same in one piece and in many', () => {
    const odd = fc.constantFrom('=', '=\r\n', '=4', '1', 'F', ' ', '\t', '\r', '\n', '\r\n', 'x', '\xa0');
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (words, size) => {
        const text = words.join('');
        const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
        const whole = decoded('quoted-printable', [text]).toString('latin1');
        expect(decoded('quoted-printable', pieces).toString('latin1')).toBe(whole);
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps white space that never ends, and not in memory', () => {
    const decoder = decoderFor('quoted-printable');
    let octets = 0;
    for (let count = 0; count < 1_000; count += 1) octets += decoder.write(Buffer.alloc(999, ' ')).length;
    expect(octets).toBeGreaterThan(990_000);
    expect(octets + decoder.end().length).toBe(999_000);
  });
});
