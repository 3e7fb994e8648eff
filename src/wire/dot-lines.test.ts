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

it('makes whole the line ends that some readers would take for one, and no reader finds another end', () => {
  const alphabet = fc.constantFrom('.', '\n', '\r\n', 'a', '\n.', '\n.\n', '\n.\r\n', '..');
  fc.assert(
    fc.property(fc.array(alphabet, { maxLength: 40 }), (pieces) => {
      const message = pieces.join('').replace(/\r\n|\n/g, '\n');
      const crlf = message.replace(/\n/g, '\r\n');
      const wire = encodeDotLines(Buffer.from(message)).toString('latin1');
      expect(wire).not.toMatch(/(^|[^\r])\n/);
      // A server that ends a line at a bare LF (CVE-2023-51764 and its kin) sees the end where it is.
      expect(wire.search(/(^|\n)\.\r?\n/)).toBe(wire.endsWith('\n.\r\n') ? wire.length - 4 : 0);
      const read = new DotReader(1000);
      expect(read.push(Buffer.from(wire, 'latin1'))).toBe(wire.length);
      const ended = crlf === '' || crlf.endsWith('\r\n') ? crlf : `${crlf}\r\n`;
      expect(read.finish().toString('latin1')).toBe(ended);
    }),
  );
});

it('reads on but keeps nothing beyond the limit', () => {
  const reader = new DotReader(3);
  expect(reader.push(Buffer.from('abcdef\r\n.\r\n'))).toBe(11);
  expect(reader.tooBig).toBe(true);
});
