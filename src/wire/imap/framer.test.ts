import { describe, expect, it } from 'vitest';
import { type ImapFrame, ImapFramer } from './framer.ts';

const limits = { lineBytesMax: 100, literalBytesMax: 50, unitBytesMax: 200 };

function frames(text: string, size: number): ImapFrame[] {
  const framer = new ImapFramer('client', limits);
  const seen: ImapFrame[] = [];
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) {
    framer.push(bytes.subarray(at, at + size));
    for (let frame = framer.next(); frame; frame = framer.next()) {
      seen.push(frame);
      if (frame.kind === 'broken') return seen;
    }
  }
  return seen;
}

describe.each([1, 3, 17, 10_000])('in fragments of %i bytes', (size) => {
  it('breaks off at a line that does not end', () => {
    expect(frames('A'.repeat(200), size)).toEqual([{ kind: 'broken', reason: 'line-too-long' }]);
  });

  it('breaks off at a literal that is too big and is sent without asking', () => {
    expect(frames('A1 APPEND x {51+}\r\n', size)).toEqual([{ kind: 'broken', reason: 'literal-too-big' }]);
  });

  it('refuses a literal that is too big and waits, and goes on', () => {
    const seen = frames('A1 APPEND x {51}\r\nA2 NOOP\r\n', size);
    expect(seen.map((frame) => frame.kind)).toEqual(['literal-refused', 'unit']);
  });

  it('gives whole commands with their literals, byte for byte', () => {
    const seen = frames('A1 LOGIN {4}\r\nan\r\n {2+}\r\n}\n\r\nA2 NOOP\n', size);
    expect(seen.filter((frame) => frame.kind === 'unit').map((frame) => frame.bytes.toString())).toEqual([
      'A1 LOGIN {4}\r\nan\r\n {2+}\r\n}\n',
      'A2 NOOP',
    ]);
    expect(seen.filter((frame) => frame.kind === 'literal-offered')).toEqual([
      { kind: 'literal-offered', size: 4 },
    ]);
  });
});
