import { describe, expect, it } from 'vitest';
import { FetchParser } from './fetch-parser.ts';

interface Heard {
  readonly rows: { uid: number | undefined; body: string | undefined }[];
  readonly tagged: string[];
}

/** @param cut - octets of a piece */
function parsed(text: string, cut = text.length): Heard {
  const heard: Heard = { rows: [], tagged: [] };
  let body: string | undefined;
  let open = false;
  let announced = 0;
  const parser = new FetchParser({
    begin(bytes) {
      expect(open).toBe(false);
      [body, announced, open] = ['', bytes, true];
    },
    piece(octets) {
      body += octets.toString('latin1');
    },
    end() {
      expect(body).toHaveLength(announced);
      open = false;
    },
    row(uid) {
      heard.rows.push({ uid, body });
      body = undefined;
    },
    tagged: (tag, status) => void heard.tagged.push(`${tag} ${status}`),
  });
  for (let at = 0; at < text.length; at += cut) parser.write(Buffer.from(text.slice(at, at + cut), 'latin1'));
  return heard;
}

const literal = (text: string): string => `{${text.length}}\r\n${text}`;

const cases: readonly [string, string, Heard['rows']][] = [
  ['UID before the body', `* 1 FETCH (UID 7 BODY[] ${literal('a\r\nb')})\r\n`, [{ uid: 7, body: 'a\r\nb' }]],
  ['UID behind the body', `* 1 FETCH (BODY[] ${literal('ab')} UID 7)\r\n`, [{ uid: 7, body: 'ab' }]],
  [
    'flags beside it',
    `* 1 FETCH (FLAGS (\\Seen UID 9) UID 7 BODY[] ${literal('a')})\r\n`,
    [{ uid: 7, body: 'a' }],
  ],
  ['an empty body', `* 1 FETCH (UID 7 BODY[] {0}\r\n)\r\n`, [{ uid: 7, body: '' }]],
  [
    'a body that looks like an answer',
    `* 1 FETCH (UID 7 BODY[] ${literal('f1 OK done\r\n* 2 FETCH (UID 8 BODY[] {3}\r\n')})\r\n`,
    [{ uid: 7, body: 'f1 OK done\r\n* 2 FETCH (UID 8 BODY[] {3}\r\n' }],
  ],
  [
    'a part of it, and a literal8',
    `* 1 FETCH (UID 7 BODY[]<0> ~${literal('\0a')})\r\n`,
    [{ uid: 7, body: '\0a' }],
  ],
  [
    'another literal before',
    `* 1 FETCH (UID 7 BODY[HEADER] ${literal('x')} BODY[] ${literal('y')})\r\n`,
    [{ uid: 7, body: 'y' }],
  ],
  [
    'news between',
    '* 3 EXISTS\r\n* 2 FETCH (FLAGS (\\Seen) UID 2)\r\n* 1 EXPUNGE\r\n',
    [{ uid: 2, body: undefined }],
  ],
  [
    'no literal',
    '* 1 FETCH (UID 7 BODY[] NIL)\r\n* 2 FETCH (UID 8 BODY[] "a UID 9")\r\n',
    [
      { uid: 7, body: undefined },
      { uid: 8, body: undefined },
    ],
  ],
  ['lines that end with a line feed alone', `* 1 FETCH (UID 7 BODY[] {1}\na)\n`, [{ uid: 7, body: 'a' }]],
];

describe('answers to FETCH', () => {
  it('end the reading where a line has no end', () => {
    expect(() => parsed('* OK '.padEnd(2 ** 20 + 10, 'x'), 4_096)).toThrow(/without an end/);
  });

  it.each(cases)('%s, cut anywhere', (_, text, rows) => {
    for (const cut of [text.length, 1, 3, 17]) {
      expect(parsed(`${text}f1 OK done\r\n`, cut), `pieces of ${cut}`).toEqual({ rows, tagged: ['f1 OK'] });
    }
  });

  it('tells a refusal from success', () => {
    expect(parsed('f1 NO [LIMIT] later\r\nf2 BAD what\r\nf3 ok\r\n* NO f4\r\n').tagged).toEqual([
      'f1 NO',
      'f2 BAD',
      'f3 OK',
    ]);
  });
});
