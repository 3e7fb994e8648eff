import { expect, it } from 'vitest';
import { seeded } from '../../test/kit/seeded.ts';
import { divided } from './divide.ts';
import { takeApart } from './take-apart.ts';

async function* pieces(bytes: Buffer, size: () => number): AsyncGenerator<Buffer, void> {
  for (let at = 0; at < bytes.length; ) {
    const next = at + size();
    yield bytes.subarray(at, next);
    at = next;
  }
}

async function joined(source: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const piece of source) all.push(Uint8Array.from(piece));
  return Buffer.concat(all).toString('latin1');
}

const lines = (...text: readonly string[]): string => text.join('\r\n');
const file = (name: string, data: string, ...more: readonly string[]): readonly string[] => [
  '--b',
  `Content-Type: application/octet-stream; name=${name}`,
  `Content-Disposition: attachment; filename=${name}`,
  'Content-Transfer-Encoding: base64',
  ...more,
  '',
  data,
];
const letter = (type: string, ...parts: readonly string[]): Buffer =>
  Buffer.from(
    lines(
      'From: anna@contoso.example',
      `Content-Type: ${type}`,
      '',
      'preamble',
      '--b',
      '',
      'the text',
      ...parts,
      '--b--',
      'after',
      '',
    ),
  );
const apart = (raw: Buffer): ReturnType<typeof takeApart> =>
  takeApart(() => pieces(raw, () => Math.max(1, raw.length >> 2)));

it.each([
  ['signed', 'multipart/signed; boundary=b; micalg=sha-256', 'it is signed or encrypted as a whole'],
  ['encrypted', 'multipart/encrypted; boundary=b', 'it is encrypted as a whole'],
  ['sealed', 'application/pkcs7-mime; smime-type=enveloped-data', 'it is signed or encrypted as a whole'],
  [
    'an alternative',
    'multipart/alternative; boundary=b',
    'its parts belong together (multipart/alternative)',
  ],
  ['one text', 'text/plain', 'it is all of one piece (text/plain)'],
  ['mixed without a boundary', 'multipart/mixed', 'no boundary parts it'],
])('leaves whole what is %s', async (_, type, why) => {
  expect(await apart(letter(type, ...file('a.bin', 'QUJD')))).toBe(why);
});

it.each([
  ['a message', lines('--b', 'Content-Type: message/rfc822; name=a.eml', '', 'Subject: inside', '', 'x')],
  ['parts of their own', lines('--b', 'Content-Type: multipart/mixed; boundary=c; name=a', '', '--c--')],
  ['a meeting', lines('--b', 'Content-Type: text/calendar; method=REQUEST; name=a.ics', '', 'x')],
  [
    'a text in another charset',
    lines('--b', 'Content-Type: text/plain; charset=koi8-r; name=a.txt', '', 'x'),
  ],
  ['no name', lines('--b', 'Content-Type: image/png', 'Content-Disposition: attachment', '', 'x')],
  ['a field that would be lost', lines(...file('a.bin', 'QUJD', 'Content-Language: de'))],
  [
    'an encoding of its own',
    lines('--b', 'Content-Type: x/y; name=a', 'Content-Transfer-Encoding: z', '', 'x'),
  ],
])('does not take out %s', async (_, part) => {
  expect(await apart(letter('multipart/mixed; boundary=b', part))).toBe(
    'none of its parts is an attachment that can stand by itself',
  );
});

it('takes attachments out, and leaves the rest as it is to the byte', async () => {
  const picture = lines(
    '--b',
    'Content-Type: image/png; name=p.png',
    'Content-Disposition: inline; filename=p.png',
    'Content-ID: <p@x>',
    'X-Attachment-Id: 1',
    '',
    'pixels',
    'end',
  );
  const kept = lines(
    '--b',
    'Content-Type: message/rfc822; name=a.eml',
    '',
    'Subject: s',
    '',
    '--bb',
    '--b c',
  );
  const raw = letter('multipart/mixed; boundary=b', ...file('a.bin', 'QUJD\r\nREVG'), kept, picture);
  const taken = await apart(raw);
  if (typeof taken === 'string') throw new Error(taken);
  expect(await joined(taken.rest.source())).toBe(
    letter('multipart/mixed; boundary=b', kept).toString('latin1'),
  );
  expect(taken.rest.bytes).toBe(letter('multipart/mixed; boundary=b', kept).length);
  const [first, second, none] = taken.attachments;
  expect(none).toBeUndefined();
  expect(first).toMatchObject({ filename: 'a.bin', contentType: 'application/octet-stream', inline: false });
  expect(second).toMatchObject({ filename: 'p.png', contentType: 'image/png', inline: true, cid: 'p@x' });
  const content = (of: typeof first): Promise<string> => {
    if (typeof of?.content !== 'function') throw new Error('no content');
    return joined(of.content());
  };
  expect(await content(first)).toBe('ABCDEF');
  expect(await content(second)).toBe('pixels\r\nend');
});

it('divides and joins any body to what it was, in pieces of any size', async () => {
  const seed = Date.now() % 100_000;
  const random = seeded(seed);
  const words = [
    '--b',
    '--b--',
    '--b \t',
    '--bb',
    '-',
    '--',
    'b',
    '',
    'text',
    '\r',
    '--b--x',
    ' --b',
  ] as const;
  for (let round = 0; round < 300; round += 1) {
    const text = Array.from({ length: random.below(12) }, () => random.pick(words)).join('\r\n');
    const body = Buffer.from(text);
    const whole: string[] = [];
    const broken: string[] = [];
    const sections = async (size: () => number, into: string[]): Promise<string> => {
      let all = '';
      for await (const { part, kind, bytes } of divided(pieces(body, size), 'b')) {
        all += bytes.toString('latin1');
        into[part] = (into[part] ?? '') + (kind === 'delimiter' ? '|' : bytes.toString('latin1'));
      }
      return all;
    };
    const where = `seed ${seed}, round ${round}: ${JSON.stringify(text)}`;
    expect(await sections(() => Math.max(1, body.length), whole), where).toBe(text);
    expect(await sections(() => 1 + random.below(5), broken), where).toBe(text);
    expect(broken, where).toEqual(whole);
    const delimiters = text.split('\r\n');
    const last = delimiters.findIndex((line) => /^--b--[ \t]*$/.test(line));
    const counted = delimiters
      .slice(0, last < 0 ? undefined : last)
      .filter((line) => /^--b[ \t]*$/.test(line));
    expect(whole.join('').replace(/[^|]/g, '').length, where).toBe(counted.length);
  }
});
