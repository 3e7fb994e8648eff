// Files in the middle of a text: uuencode, its base64 form, yEnc. What is one hangs on the message and is not shown as pages of
// letters; what only looks like one stays in the text.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachmentContents } from '../../src/mime/attachments.ts';
import type { ReadMessage } from '../../src/mime/message.ts';
import { readMessage } from '../../src/mime/read.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

async function* cut(raw: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < raw.length; at += size) yield raw.subarray(at, at + size);
}

async function contents(raw: Uint8Array, size = 65_536): Promise<readonly [string, string, Buffer][]> {
  const found: [string, string, Buffer][] = [];
  for await (const { part, name = '', content } of attachmentContents(cut(raw, size))) {
    const pieces: Uint8Array[] = [];
    for await (const piece of content) pieces.push(piece);
    found.push([part, name, Buffer.concat(pieces)]);
  }
  return found;
}

const read = (raw: Uint8Array): Promise<ReadMessage> => readMessage(cut(raw, 65_536));
const mail = (...body: string[]): Buffer => latin1(`Subject: old\r\n\r\n${body.join('\r\n')}\r\n`);
const names = ({ attachments }: ReadMessage): unknown[] =>
  attachments.map(({ part, name, bytes }) => [part, name, bytes]);

/** By the book: three octets in four characters, a line of 45 at most, its length in front. */
function uuencoded(octets: Uint8Array, zero: '`' | ' ' = '`'): string[] {
  const char = (value: number): string => (value === 0 ? zero : String.fromCharCode(value + 32));
  const lines: string[] = [];
  for (let at = 0; at < octets.length; at += 45) {
    const line = octets.subarray(at, at + 45);
    let text = char(line.length);
    for (let three = 0; three < line.length; three += 3) {
      const [a = 0, b = 0, c = 0] = line.subarray(three, three + 3);
      text += [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63].map(char).join('');
    }
    lines.push(text);
  }
  return [...lines, char(0), 'end'];
}

function yencoded(octets: Uint8Array, name: string): string[] {
  let text = '';
  for (const octet of octets) {
    const value = (octet + 42) & 255;
    const mustEscape = [0, 10, 13, 61].includes(value);
    text += mustEscape ? `=${String.fromCharCode((value + 64) & 255)}` : String.fromCharCode(value);
  }
  // A line may be one longer, so that no escape is cut in two.
  const lines = text.match(/(?:=[^]|[^=]){1,128}/g) ?? [];
  return [`=ybegin line=128 size=${octets.length} name=${name}`, ...lines, `=yend size=${octets.length}`];
}

describe('a file within a text', () => {
  it('hangs on the message, and what is around it is the text', async () => {
    const raw = mail('Here it is:', '', 'begin 644 cat.txt', '#0V%T', '`', 'end', '', 'Regards');
    const message = await read(raw);
    expect(message.text).toBe('Here it is:\n\n\nRegards');
    expect(names(message)).toEqual([['1-1', 'cat.txt', 3]]);
    expect(await contents(raw)).toEqual([['1-1', 'cat.txt', latin1('Cat')]]);
  });

  it.each([
    [
      'several, one behind the other',
      ['begin 644 a', '#0V%T', '`', 'end', 'begin 755 b', '#0V%T', ' ', 'end'],
      [
        ['1-1', 'a', 3],
        ['1-2', 'b', 3],
      ],
    ],
    [
      'a name of two words, in quotes',
      ['begin 644 "two words.txt"', '#0V%T', '`', 'end'],
      [['1-1', 'two words.txt', 3]],
    ],
    ['without a name', ['begin 644', '#0V%T', '`', 'end'], [['1-1', undefined, 3]]],
    ['an empty one', ['begin 644 empty', '`', 'end'], [['1-1', 'empty', 0]]],
    ['with a sum behind each line', ['begin 644 a', '#0V%TX', '`', 'end'], [['1-1', 'a', 3]]],
    ['without the line that counts none', ['begin 644 a', '#0V%T', 'end'], [['1-1', 'a', 3]]],
    ['one that is cut off', ['begin 644 a', '#0V%T', '#0V%T'], [['1-1', 'a', 6]]],
    ['in the form with base64', ['begin-base64 644 a.bin', 'Q2F0', 'Q2E=', '===='], [['1-1', 'a.bin', 5]]],
  ])('is found: %s', async (_, body, found) => {
    const message = await read(mail(...body));
    expect(names(message)).toEqual(found);
    expect(message.text).toBe('');
  });

  it.each([
    ['words that begin like one', ['begin 644 steps from here', 'and then go left.']],
    ['a beginning without an end', ['begin 644 cat.txt']],
    ['a beginning within a line', ['We begin 644 cat.txt', '#0V%T', '`', 'end']],
    ['a line that says too much', ['begin 644 cat.txt', '#0V%TXXXXX', '`', 'end']],
    ['a line that says too little', ['begin 644 cat.txt', 'M0V%T', '`', 'end']],
    ['modes that are none', ['begin 999 cat.txt', '#0V%T', '`', 'end']],
    ['a yEnc without a size', ['=ybegin line=128 name=x', 'abc', '=yend size=3']],
    ['base64 that is none', ['begin-base64 644 a', 'not base64 at all', '====']],
  ])('is none: %s', async (_, body) => {
    const message = await read(mail(...body));
    expect(message.attachments).toEqual([]);
    expect(message.text).toBe(body.join('\n'));
  });

  it('hides no words: what is no line of it is text again', async () => {
    const message = await read(mail('begin 644 a', '#0V%T', 'Pay at once, or else.', '`', 'end'));
    expect(message.text).toBe('Pay at once, or else.\n`\nend');
    const long = await read(mail('=ybegin line=128 size=3 name=x', 'abc', 'Pay at once, or else.'));
    expect(long.text).toBe('Pay at once, or else.');
  });

  it('is not looked for in HTML, in a file with a name, or in what is no text', async () => {
    const body = ['', 'begin 644 a', '#0V%T', '`', 'end', ''].join('\r\n');
    const types = ['text/html', 'application/octet-stream; name=b', 'text/plain; name=b'];
    const parts = ['text/plain', ...types].map(
      (type) => `--b\r\nContent-Type: ${type}\r\n${type === 'text/plain' ? '\r\nx' : body}`,
    );
    const message = await read(
      latin1(`Content-Type: multipart/mixed; boundary=b\r\n\r\n${parts.join('\r\n')}\r\n--b--\r\n`),
    );
    expect(message.attachments.map(({ part }) => part)).toEqual(['3', '4']);
  });

  it('is taken out of an encoded part, and named in its charset', async () => {
    const body = Buffer.from(
      ['Bitte sehr', 'begin 644 Prüfung.txt', '#0V%T', '`', 'end'].join('\r\n'),
      'latin1',
    );
    const message = await read(
      latin1(
        `Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: base64\r\n\r\n${body.toString('base64')}\r\n`,
      ),
    );
    expect(names(message)).toEqual([['1-1', 'Prüfung.txt', 3]]);
    expect(message.text).toBe('Bitte sehr');
  });

  it('is the same octets, whichever they are, in whatever pieces they come', async () => {
    const anything = fc.record({
      octets: fc.uint8Array({ minLength: 1, maxLength: 300 }),
      form: fc.constantFrom('uu', 'spaces', 'base64', 'yenc'),
      size: fc.integer({ min: 1, max: 200 }),
    });
    await fc.assert(
      fc.asyncProperty(anything, async ({ octets, form, size }) => {
        const base64 =
          Buffer.from(octets)
            .toString('base64')
            .match(/.{1,60}/g) ?? [];
        const lines =
          form === 'yenc'
            ? yencoded(octets, 'x y.bin')
            : form === 'base64'
              ? ['begin-base64 600 x y.bin', ...base64, '====']
              : ['begin 600 x y.bin', ...uuencoded(octets, form === 'spaces' ? ' ' : '`')];
        const raw = mail('before', ...lines, 'after');
        expect(await contents(raw, size)).toEqual([['1-1', 'x y.bin', Buffer.from(octets)]]);
        expect((await readMessage(cut(raw, size))).text).toBe('before\nafter');
      }),
      { numRuns: 300 },
    );
  });

  it('is one of a hundred at most: the rest is left as it is', async () => {
    const one = ['begin 644 a', '#0V%T', '`', 'end'];
    const message = await read(mail(...Array.from({ length: 150 }, () => one).flat()));
    expect(message.attachments).toHaveLength(100);
    expect(message.text.match(/^begin/gm)).toHaveLength(50);
  });

  it('keeps a line that never ends out of memory, and in the text', async () => {
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      yield latin1('Subject: long\r\n\r\nbegin 644 a\r\n');
      for (let count = 0; count < 300; count += 1) yield Buffer.alloc(65_536, 'M');
    };
    const message = await readMessage(endless());
    expect(message.truncated).toBe(true);
    expect(message.attachments).toEqual([]);
    expect(message.text).toMatch(/^begin 644 a\nM+$/);
  });
});
