import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { MessageId, MessageSummary } from '../../mailbox/message.ts';
import { saidBytes, saidCount, saidDuration } from './amount.ts';
import { cellsOf, cut, fit } from './cells.ts';
import { cleanLine, cleanLines, cleanText } from './clean.ts';
import { messageHeading, messageLine } from './message-line.ts';
import { progressText } from './progress.ts';
import { saidDay, saidMoment } from './when.ts';
import { wrap } from './wrap.ts';

afterEach(() => vi.unstubAllEnvs());

describe('what other people wrote does nothing to the terminal', () => {
  it.each([
    ['a colour', '\u001b[31mred', '\ufffd[31mred'],
    ['a title', '\u001b]0;pwned\u0007', '\ufffd]0;pwned\ufffd'],
    ['an escape of C1', 'a\u009b2Jb', 'a\ufffd2Jb'],
    ['a second line', 'one\r\nFrom: boss\ttwo\u2028three', 'one From: boss two three'],
    ['a turned direction', 'invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['isolates and marks', 'a\u2066b\u2069c\u200fd\ufeff', 'abcd'],
    ['tags that nobody sees', 'a\u{e0041}\u{e007f}b', 'ab'],
    ['half of a surrogate pair', 'a\ud83db', 'a\ufffdb'],
    ['nothing', '山田 👩‍👩‍👧 e\u0301 ❤\ufe0f', '山田 👩‍👩‍👧 e\u0301 ❤\ufe0f'],
  ])('%s', (_, text, shown) => {
    expect(cleanLine(text)).toBe(shown);
  });

  it('text keeps its lines, and tabs become spaces', () => {
    expect(cleanText('a\tb\r\n\u001b[2Jc\rd')).toBe('a       b\n\ufffd[2Jc\nd');
  });

  it('a message as it came, cut anywhere, has its lines and nothing that steers', async () => {
    const raw = Buffer.from('Subject: \u001b]0;pwned\u0007 山\r\n\r\n\u009b2Jone\r\ntwo');
    for (const size of [1, 2, 7, 1000]) {
      const pieces = async function* (): AsyncGenerator<Uint8Array> {
        for (let at = 0; at < raw.length; at += size) yield raw.subarray(at, at + size);
      };
      let text = '';
      for await (const piece of cleanLines(pieces())) text += piece;
      expect(text).toBe('Subject: \ufffd]0;pwned\ufffd 山\n\n\ufffd2Jone\ntwo');
    }
  });

  it('no control character is left of anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanLine(text)).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
        expect(cleanText(text).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
      }),
      { seed: 20_261_126 },
    );
  });
});

describe('cells of a terminal', () => {
  it.each([
    ['plain', 5],
    ['山田太郎', 8],
    ['ｶﾅ', 2],
    ['한국', 4],
    ['e\u0301', 1],
    ['🎉', 2],
    ['👍🏽', 2],
    ['👩‍👩‍👧‍👦', 2],
    ['🇯🇵', 2],
    ['❤\ufe0f', 2],
    ['1\ufe0f\u20e3', 2],
    ['שלום', 4],
  ])('%s takes %i', (text, cells) => {
    expect(cellsOf(text)).toBe(cells);
  });

  it('cuts between things that are shown, never within them', () => {
    expect(cut('山田太郎', 5, '…')).toBe('山田…');
    expect(cut('ab👩‍👩‍👧‍👦cd', 4, '…')).toBe('ab…');
    expect(cut('abc', 3, '…')).toBe('abc');
    expect(cut('abcdef', 2, '...')).toBe('  ');
  });

  it('fills to exactly as many cells as are asked for, whatever is in the text', () => {
    const some = fc.array(fc.constantFrom('a', ' ', '山', 'ｶ', 'e\u0301', '👍🏽', '👩‍👩‍👧‍👦', '🇯🇵', 'ש'), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 40 }), (pieces, cells) => {
        expect(cellsOf(fit(pieces.join(''), cells, '…'))).toBe(cells);
      }),
      { seed: 20_261_126 },
    );
  });
});

describe('when, as people say it', () => {
  const now = Date.parse('2026-11-26T09:00:00Z');
  it.each([
    ['Europe/Berlin', '2026-11-26T07:05:00Z', '08:05'],
    ['Europe/Berlin', '2026-11-25T23:30:00Z', '00:30'],
    ['UTC', '2026-11-25T23:30:00Z', 'yesterday'],
    ['America/Los_Angeles', '2026-11-26T07:05:00Z', 'yesterday'],
    ['UTC', '2026-10-12T10:00:00Z', 'Mon 12 Oct'],
    ['UTC', '2026-10-02T10:00:00Z', 'Fri  2 Oct'],
    ['UTC', '2026-11-27T10:00:00Z', 'Fri 27 Nov'],
    ['UTC', '2024-03-01T10:00:00Z', '2024-03-01'],
    ['Asia/Tokyo', '2024-03-01T20:00:00Z', '2024-03-02'],
    ['UTC', 'never', ''],
  ])('in %s %s is %s', (zone, at, said) => {
    vi.stubEnv('TZ', zone);
    expect(saidDay(Date.parse(at), now)).toBe(said);
  });

  it('says the offset where it says all of it', () => {
    vi.stubEnv('TZ', 'Asia/Kolkata');
    expect(saidMoment(Date.parse('2026-10-12T10:00:00Z'))).toBe('Mon 12 Oct 2026, 15:30 +0530');
  });
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_234, '1.2 kB'],
  [9_960, '10 kB'],
  [999_499, '999 kB'],
  [999_999, '1.0 MB'],
  [150_000_000, '150 MB'],
])('%i bytes are %s', (bytes, said) => {
  expect(saidBytes(bytes)).toBe(said);
});

it('counts, durations and progress', () => {
  expect([saidCount(5), saidCount(1_234_567)]).toEqual(['5', '1,234,567']);
  expect([saidDuration(40_000), saidDuration(720_000), saidDuration(3 * 3_600_000)]).toEqual([
    '40 s',
    '12 min',
    '3 h',
  ]);
  expect(progressText('exported', { count: 1_204, bytes: 34_000_000, of: 5_000 }, 3_000)).toBe(
    'exported 1,204 of 5,000, 34 MB, 11 MB/s, 9 s left',
  );
  expect(progressText('saved', { bytes: 1_000 }, 0)).toBe('saved 1.0 kB');
});

describe('long lines of a message', () => {
  it('are broken at spaces, and quotations keep their marks', () => {
    expect(wrap('> one two three four five six', 22)).toEqual([
      { text: '> one two three four', quoted: 1 },
      { text: '> five six', quoted: 1 },
    ]);
  });

  it('are broken anywhere where there is no space', () => {
    expect(wrap('こんにちは'.repeat(5), 20).map(({ text }) => cellsOf(text))).toEqual([20, 20, 10]);
  });

  it.each([
    [
      'a line is filled up behind a word',
      'Graph 宛てに発行したアクセストークンです',
      ['Graph 宛てに発行した', 'アクセストークンです'],
    ],
    ['no mark begins a line', 'あいうえおかきくけこ。さし', ['あいうえおかきくけ', 'こ。さし']],
    ['no bracket ends one', 'あいうえおかきくけ「こ」', ['あいうえおかきくけ', '「こ」']],
    ['a number stays with what it counts', 'スコープだけでは 1 つの', ['スコープだけでは', '1 つの']],
  ])('Japanese is broken between characters: %s', (_, text, lines) => {
    expect(wrap(text, 20).map((line) => line.text)).toEqual(lines);
  });

  it('are never wider than the screen', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.integer({ min: 20, max: 90 }),
        (text, cells) => {
          for (const line of wrap(cleanText(text), cells))
            expect(cellsOf(line.text)).toBeLessThanOrEqual(cells);
        },
      ),
      { seed: 20_261_126 },
    );
  });
});

describe('a message as a line', () => {
  const same = (text: string): string => text;
  const paint = { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same };
  const message: MessageSummary = {
    id: 'inbox:1@contoso.example' as MessageId,
    folder: 'inbox',
    messageId: '<1@contoso.example>',
    subject: '来週の会議についてのお知らせ 🎉 and a long rest of the subject that does not fit anywhere',
    from: { name: '山田太郎', address: 'yamada@contoso.example' },
    to: [{ name: 'Anna', address: 'anna@contoso.example' }],
    cc: [],
    receivedAtMs: Date.parse('2024-03-01T10:00:00Z'),
    sentAtMs: undefined,
    flags: { seen: false, flagged: true, answered: true, forwarded: false, draft: false },
    bytes: 1_234_567,
    hasAttachments: true,
    preview: undefined,
  };
  const options = { nowMs: Date.parse('2026-11-26T09:00:00Z'), digits: 3, folders: true };

  it.each([40, 60, 80, 120, 200])('is never wider than %i columns', (width) => {
    for (const utf8 of [true, false]) {
      const screen = { width, utf8, paint, steers: false };
      expect(cellsOf(messageLine(screen, 999, message, options))).toBeLessThanOrEqual(width);
      expect(cellsOf(messageHeading(screen, options))).toBeLessThanOrEqual(width);
    }
  });

  it('shows its marks, in letters where the locale has no others', () => {
    const screen = { width: 80, paint, steers: false };
    expect(messageLine({ ...screen, utf8: true }, 1, message, options)).toMatch(
      /^ {2}1 {2}•⚑↩📎 {2}2024-03-01 {2}山田太郎 {12}1\.2 MB {2}来週/,
    );
    expect(messageLine({ ...screen, utf8: false }, 1, message, options)).toMatch(
      /^ {2}1 {2}N!r@ {2}2024-03-01/,
    );
  });

  it('keeps room for the subject on a narrow screen', () => {
    const screen = { width: 40, paint, steers: false, utf8: true };
    expect(messageLine(screen, 7, { ...message, subject: 'Figures of March' }, options)).toBe(
      '  7 •⚑↩📎 2024   山田太郎  Figures of M…',
    );
    const recent = { ...message, receivedAtMs: Date.parse('2026-10-02T10:00:00Z') };
    expect(messageLine(screen, 7, recent, options)).toContain('  2 Oct ');
  });

  it('says to whom, where one has written it', () => {
    const sent = messageLine(
      { width: 80, utf8: true, paint, steers: false },
      1,
      { ...message, folder: 'sent' },
      options,
    );
    expect(sent).toContain('to Anna');
  });
});
