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
