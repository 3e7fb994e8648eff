import { describe, expect, it } from 'vitest';
import { type MimePart, parseMime } from '../mime/parse.ts';
import { attachments, readableBody, subject } from '../mime/read.ts';
import { encode, encodedWords, quotedPrintable } from './encodings.ts';
import { generateMessage, generateMessages, type MessageKind, messageKinds } from './generate.ts';
import { german, japanese } from './words.ts';

const seed = 20_261_101;
const one = (kind: MessageKind, number = seed): Buffer => generateMessage(number, { kinds: [kind] }).raw;
const parsed = (kind: MessageKind): MimePart => parseMime(one(kind));
const depthOf = (part: MimePart): number => 1 + Math.max(0, ...part.parts.map(depthOf));

describe('the same seed', () => {
  it('makes the same mail, and another seed makes other mail', () => {
    const make = (number: number) =>
      [...generateMessages(number, 200)].map(({ raw }) => raw.toString('base64'));
    expect(make(seed)).toEqual(make(seed));
    expect(make(seed + 1)).not.toEqual(make(seed));
    expect(new Set(make(seed)).size).toBeGreaterThan(190);
  });
});

describe.each(messageKinds)('%s', (kind) => {
  it('is of its kind, ends in whole lines and has no NUL', () => {
    for (let number = 1; number <= 5; number += 1) {
      const raw = one(kind, number);
      expect(raw.length, `seed ${number}`).toBeGreaterThan(50);
      expect(raw.includes(0)).toBe(false);
      const bare = /(^|[^\r])\n/.test(raw.toString('latin1'));
      expect(bare).toBe(kind === 'bare-lf');
      const lines = raw.toString('latin1').split('\r\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(
        kind === 'bare-lf' ? 100_000 : 998,
      );
    }
  });
});

describe('what is written can be read', () => {
  it('encoded words in B and Q, in three charsets', () => {
    for (const text of [...japanese.subjects, ...german.subjects]) {
      for (const charset of ['utf-8', 'ISO-2022-JP', 'windows-1252'] as const) {
        if (charset === 'ISO-2022-JP' && german.subjects.includes(text)) continue;
        if (charset === 'windows-1252' && japanese.subjects.includes(text)) continue;
        for (const encoding of ['B', 'Q'] as const) {
          const message = parseMime(Buffer.from(`Subject: ${encodedWords(text, charset, encoding)}\r\n\r\n`));
          expect(subject(message), `${charset} ${encoding}`).toBe(text);
        }
      }
    }
  });

  it('a body in ISO-2022-JP has seven bits and is Japanese', () => {
    const raw = one('japanese-jis');
    expect(raw.every((byte) => byte < 0x80)).toBe(true);
    expect(readableBody(parseMime(raw)).content).toMatch(/^[^\ufffd]*。\r\n$/);
    expect(new TextDecoder('iso-2022-jp').decode(encode('議事録 1', 'ISO-2022-JP'))).toBe('議事録 1');
  });

  it('a file name with a charset', () => {
    const names = attachments(parsed('japanese-utf8')).map(({ name }) => name);
    expect(names).toEqual([expect.stringMatching(/^(議事録|請求書 2026年11月|見積書)\.\w+$/)]);
  });

  it('windows-1252 with its own signs', () => {
    const text = '„So nicht“ – 1.284,50 € …';
    const qp = quotedPrintable(encode(text.repeat(9), 'windows-1252'));
    expect(qp).toContain('=80');
    const head =
      'Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable';
    expect(readableBody(parseMime(Buffer.from(`${head}\r\n\r\n${qp}`))).content).toBe(text.repeat(9));
  });

  it('HTML beside text, with a picture', () => {
    const message = parsed('html');
    expect(readableBody(message)).toMatchObject({ contentType: 'html' });
    expect(attachments(message)).toMatchObject([{ contentType: 'image/png', inline: true }]);
  });

  it('megabytes', () => {
    expect(one('large').length).toBeGreaterThan(1_300_000);
    expect(one('large').length).toBeLessThan(10_000_000);
  });
});

it('nested ones are nested as deep as the parser goes', () => {
  expect(depthOf(parsed('nested'))).toBeGreaterThan(25);
});

it('answers name what they answer', () => {
  const all = [...generateMessages(seed, 60, { kinds: ['reply'] })].map(({ raw }) => raw.toString());
  const idOf = (raw = ''): string => /^Message-ID: (\S+)/m.exec(raw)?.[1] ?? '';
  expect(all[0]).not.toMatch(/^References:/m);
  expect(all[40]).toContain(`In-Reply-To: ${idOf(all[39])}`);
  expect(all[40]).toContain(idOf(all[0]));
  expect(all[50]).not.toMatch(/^References:/m);
  const title = /^Subject: (.*)/m.exec(all[0] ?? '')?.[1];
  expect(all[40]).toContain(`Subject: Re: ${title}`);
});

it('dates are spread between two days, oldest first', () => {
  const [fromMs, untilMs] = [Date.UTC(2020, 0, 1), Date.UTC(2026, 0, 1)];
  const dates = [...generateMessages(seed, 100, { fromMs, untilMs })].map(({ dateMs }) => dateMs);
  expect(dates).toEqual([...dates].sort((a, b) => a - b));
  expect([new Date(dates[0] ?? 0).getUTCFullYear(), new Date(dates[99] ?? 0).getUTCFullYear()]).toEqual([
    2020, 2025,
  ]);
});
