import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DotReader, encodeDotLines } from './dot-lines.ts';

function read(bytes: Buffer, size: number): { message: string; rest: string } | undefined {
  const reader = new DotReader(1000);
  for (let at = 0; at < bytes.length; at += size) {
    const used = reader.push(bytes.subarray(at, at + size));
    if (used !== undefined) {
      return { message: reader.finish().toString('latin1'), rest: bytes.toString('latin1', at + used) };
    }
  }
  return undefined;
}

describe.each([1, 3, 17, 10_000])('in fragments of %i bytes', (size) => {
  it.each(['a\n.\nMAIL', 'a\n.\r\nMAIL', 'a\r\n.\nMAIL', 'a\r.\rMAIL', 'a\r\n.\r\rMAIL'])(
    '%j does not end a message',
    (text) => {
      expect(read(Buffer.from(text), size)).toBeUndefined();
    },
  );

  it('ends at CRLF . CRLF and leaves the rest', () => {
    expect(read(Buffer.from('..a\r\n...b\r\n.\r\nQUIT\r\n'), size)).toEqual({
      message: '.a\r\n..b\r\n',
      rest: 'QUIT\r\n',
    });
    expect(read(Buffer.from('.\r\nQUIT'), size)).toEqual({ message: '', rest: 'QUIT' });
  });

  it('gives back what was written, when it ends a line', () => {
    const alphabet = fc.constantFrom('.', '\r\n', 'a', '\r', '.\r', ' ');
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 40 }), (pieces) => {
        const message = `${pieces.join('')}x\r\n`;
        expect(read(encodeDotLines(Buffer.from(message)), size)?.message).toBe(message);
      }),
    );
  });
});

it('reads on but keeps nothing beyond the limit', () => {
  const reader = new DotReader(3);
  expect(reader.push(Buffer.from('abcdef\r\n.\r\n'))).toBe(11);
  expect(reader.tooBig).toBe(true);
});
