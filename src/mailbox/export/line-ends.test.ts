import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineFeeds, lineFeedsIn } from './line-ends.ts';

function converted(pieces: readonly string[]): string {
  const ends = new LineFeeds();
  const out = pieces.map((piece) => Buffer.from(ends.write(Buffer.from(piece, 'latin1'))));
  const rest = Buffer.from(ends.end());
  const whole = Buffer.from(lineFeedsIn(Buffer.from(pieces.join(''), 'latin1')));
  expect(whole.equals(Buffer.concat([...out, rest]))).toBe(true);
  return whole.toString('latin1');
}

describe('line feeds alone', () => {
  it.each([
    ['nothing', [''], ''],
    ['a line', ['a\r\n'], 'a\n'],
    ['a return that ends no line', ['a\rb\r\n\r'], 'a\rb\n\r'],
    ['returns before a line end', ['a\r\r\r\n'], 'a\r\r\n'],
    ['a line end in two pieces', ['a\r', '\nb'], 'a\nb'],
    ['a return at the end of a piece that ends no line', ['a\r', 'b', '\r', '\r', '\n'], 'a\rb\r\n'],
    ['an empty piece within a line end', ['a\r', '', '\n'], 'a\n'],
    ['line ends and nothing else', ['\r\n\r\n', '\r\n'], '\n\n\n'],
    ['line feeds that stood alone', ['a\n\nb'], 'a\n\nb'],
  ])('%s', (_, pieces, wanted) => {
    expect(converted(pieces)).toBe(wanted);
  });

  it('whatever the pieces are', () => {
    const octets = fc.array(fc.constantFrom('\r', '\n', 'a', '\xff'), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(octets, { maxLength: 8 }), (pieces) => {
        const texts = pieces.map((piece) => piece.join(''));
        expect(converted(texts)).toBe(texts.join('').replaceAll('\r\n', '\n'));
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves the piece that it was given as it is', () => {
    const piece = Buffer.from('a\r\nb\r\n');
    new LineFeeds().write(piece);
    expect(piece.toString()).toBe('a\r\nb\r\n');
  });
});
