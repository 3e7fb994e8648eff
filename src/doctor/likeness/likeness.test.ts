import { describe, expect, it } from 'vitest';
import { causes } from '../causes/index.ts';
import { explain } from '../explain.ts';
import { explanationOf } from '../explanation.ts';
import { featuresOf, textCharsMax } from './features.ts';
import { learn } from './learn.ts';
import { lessonsOf } from './lessons.ts';
import { type Likeness, likenessBy } from './likeness.ts';
import { proseOf } from './prose.ts';

const features = (text: string): string[] => [...featuresOf(text)];

describe('what is compared of a text', () => {
  it.each([
    [
      'words and pairs of neighbours',
      "The server isn't there",
      ['the', 'server', 'the server', 'isnt', 'server isnt', 'there', 'isnt there'],
    ],
    [
      'two characters at a time, where words are not apart',
      '受信できません',
      ['受信', '信で', 'でき', 'きま', 'ませ', 'せん'],
    ],
    ['full-width letters as letters', 'ＩＭＡＰ', ['imap']],
    ['a digit in a name', 'OAuth2 at O365x', ['oauth2', 'at', 'oauth2 at']],
    ['no numbers', '535 5.7.139 AADSTS65001', []],
    ['nothing as long as a secret', 'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9', []],
    ['a word once', 'mail mail', ['mail', 'mail mail']],
  ])('%s', (_, text, expected) => {
    expect(features(text)).toEqual(expected);
  });

  it('is the beginning of a long text', () => {
    expect(features(`${'no '.repeat(textCharsMax)}end`)).toEqual(['no', 'no no']);
  });
});

describe('what is learned', () => {
  const lessons = lessonsOf(
    [],
    [
      { text: 'The clock runs late again.', is: ['clock'] },
      { text: 'It was the clock.', is: ['clock', 'other'] },
      { text: 'Its clock runs backwards.', is: ['clock'] },
      { text: 'The mailbox is full.', is: ['full'] },
      { text: 'A full mailbox again.', is: ['full'] },
      { text: 'They have a full mailbox.', is: ['full'] },
    ],
  );
  const table = learn(['clock', 'full', 'other'], lessons);

  it('is the same table each time', () => {
    expect(learn(['clock', 'full', 'other'], lessons)).toBe(table);
  });

  it('is no word that one or two texts alone have', () => {
    expect(table).toMatch(/clock/);
    expect(table).not.toMatch(/late|runs/);
  });

  it('is found again, whatever it is and wherever it stands in the table', () => {
    const words = [
      'a1',
      'z9',
      "don't",
      'Ärger',
      'ärger',
      'почта',
      '受信',
      '受信失敗',
      'mail',
      'mails',
      'mailbox',
    ];
    const known = learn(
      words,
      words.flatMap((word) => [1, 2, 3].map(() => ({ is: [word], features: new Set(featuresOf(word)) }))),
    );
    for (const [place, word] of words.entries()) {
      if (featuresOf(word).size === 0) continue;
      expect(likenessBy(known, words.length)(word)[place], word).toBeGreaterThan(0);
    }
    expect(likenessBy(known, words.length)('aaa zzz mailb 失 я')).toEqual(words.map(() => 0));
    expect(likenessBy('', 2)('mail')).toEqual([0, 0]);
  });

  it('finds the cause by its words, and none in a text that has none of them', () => {
    const [clock = 0, full = 0] = likenessBy(table, 3)('Is it the clock?');
    expect(clock).toBeGreaterThan(full);
    expect(likenessBy(table, 3)('something else')).toEqual([0, 0, 0]);
    expect(likenessBy(table, 3)('')).toEqual([0, 0, 0]);
  });
});

describe('whether somebody tells of a failure', () => {
  const tale = 'Since the update our scanner does not send mail any more, and nobody here knows why that is.';
  it.each<[string, string, boolean]>([
    ['does', tale, true],
    [
      'does in German',
      'Seit dem Update nimmt der Scanner keine Mail mehr an, und niemand bei uns weiß, warum das so ist.',
      true,
    ],
    [
      'does in Japanese',
      '先週からスキャナーがメールを送信できません。設定は何も変えていないのですが、どうすればよいでしょうか。',
      true,
    ],
    ['says too little', 'Our mail does not work.', false],
    ['speaks of something else', tale.replace('mail', 'paper'), false],
    [
      'is content',
      'Since the update our scanner sends mail again, and everybody here is happy that it is so now.',
      false,
    ],
    ['is a program', `DEBUG IMAP: ${tale}\nS: ${tale}\n2026-11-26 10:00:00 ${tale}`, false],
    ['has no end', `${tale}\n`.repeat(200), false],
  ])('%s', (_, text, expected) => {
    expect(proseOf(text, [], false) !== undefined).toBe(expected);
  });

  it('needs words beside what a server said', () => {
    const place = { line: 1, quote: '' };
    expect(proseOf(tale, [{ kind: 'dsn', action: '', status: '', text: tale, place }], true)).toBeUndefined();
  });

  it('quotes it without its secrets', () => {
    const token = `eyJ${'a'.repeat(40)}.eyJ${'b'.repeat(40)}.${'c'.repeat(40)}`;
    expect(proseOf(`${token} ${tale}`, [], false)?.place.quote).not.toContain('aaaa');
  });
});

describe('in an answer', () => {
  const text =
    'We asked around and nobody here knows why the mails of one person are not there any more since this week.';
  const points = (id: string, many: number) => (): number[] =>
    causes.map((cause) => (cause.id === id ? many : 0));

  it('is a part of the sum, in words', () => {
    const [first] = explanationOf(
      explain(text, 0, [], points('notifications-stop-silently', 40)),
      'en',
    ).causes;
    expect(first?.explains).toEqual([{ line: 1, quote: text }]);
    expect(first?.because).toContainEqual({
      reason: 'its words are like those of reports of this cause',
      points: 40,
    });
  });

  it('is never more than a possibility by itself', () => {
    const ranked = explain(text, 0, [], points('imap-off-for-mailbox', 100));
    expect(ranked.causes.map(({ cause, sure }) => [cause.id, sure])).toEqual([
      ['imap-off-for-mailbox', 'possible'],
    ]);
  });

  it('is seen in a line once, whatever else the line says', () => {
    const said = `${text} The answer is AADSTS65001.`;
    const [first] = explanationOf(explain(said, 0, [], points('consent-missing', 40)), 'en').causes;
    expect(first?.explains).toEqual([{ line: 1, quote: said }]);
  });

  describe('beside what a server says', () => {
    const ranked = (code: string, likeness: Likeness): string[] =>
      explain(`${text} The answer is ${code}, and I do not know what it means.`, 0, [], likeness).causes.map(
        ({ cause }) => cause.id,
      );
    const others = ['consent-missing', 'consent-missing-for-one-resource'];

    it('is no more than a guess', () => {
      expect(ranked('AADSTS65001', () => [])).toEqual(others);
      const [first, ...rest] = ranked('AADSTS65001', points('imap-off-for-mailbox', 100));
      expect([first, rest.toSorted()]).toEqual([
        'consent-missing',
        ['consent-missing-for-one-resource', 'imap-off-for-mailbox'],
      ]);
    });

    it('tells apart what it may mean', () => {
      expect(ranked('AADSTS65001', points('consent-missing-for-one-resource', 40))).toEqual(
        others.toReversed(),
      );
    });

    it('brings up nothing where that is clear', () => {
      expect(ranked('AADSTS7000222', points('imap-off-for-mailbox', 100))).toEqual(['client-secret-expired']);
    });
  });
});
