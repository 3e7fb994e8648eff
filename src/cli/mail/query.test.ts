import { afterEach, describe, expect, it, vi } from 'vitest';
import { searchOf } from './query.ts';

afterEach(() => vi.unstubAllEnvs());

const now = Date.parse('2026-11-26T09:00:00Z');

describe('a search that cannot be meant says what is known', () => {
  it.each([
    ['form:ben', 'no condition is called "form:"; there are from: to: cc: subject: body:'],
    ['from:', '"from:" has nothing after the colon'],
    ['since:2026-02-31', '"2026-02-31" is no date'],
    ['since:soon', '"soon" is no date'],
    ['larger:huge', '"huge" is no size'],
    ['has:wings', 'has: knows attachment'],
    ['is:blue', 'is: knows unread, read'],
  ])('%s', (word, said) => {
    expect(() => searchOf([word], now)).toThrow(said);
  });
});

it.each([
  [['from:ben', 'unread'], { from: 'ben', seen: false }],
  [['FROM:Ben@contoso.example'], { from: 'Ben@contoso.example' }],
  [['subject:annual report'], { subject: 'annual report' }],
  [['subject:"annual report" flagged budget'], { subject: 'annual report', flagged: true, text: ['budget'] }],
  [['"two words"', 'third'], { text: ['two words', 'third'] }],
  [['text:unread', 'https://contoso.example'], { text: ['unread', 'https://contoso.example'] }],
  [
    ['has:attachment', 'larger:5MB', 'smaller:1.5GiB'],
    { hasAttachments: true, largerThanBytes: 5_000_000, smallerThanBytes: 1_610_612_736 },
  ],
  [['is:answered', 'is:read'], { answered: true, seen: true }],
  [
    ['since:2026-01-01', 'before:2026-02-01T12:00Z'],
    { sinceMs: Date.parse('2025-12-31T15:00Z'), beforeMs: Date.parse('2026-02-01T12:00Z') },
  ],
  [['since:yesterday'], { sinceMs: Date.parse('2026-11-24T15:00Z') }],
  [['before:7d'], { beforeMs: Date.parse('2026-11-18T15:00Z') }],
  [['since:2h'], { sinceMs: now - 7_200_000 }],
])('%j', (words, query) => {
  vi.stubEnv('TZ', 'Asia/Tokyo');
  expect(searchOf(words, now)).toEqual({ query, folder: undefined });
});

it('a folder is no condition', () => {
  expect(searchOf(['in:inbox/Orders', 'from:shop'], now)).toEqual({
    query: { from: 'shop' },
    folder: 'inbox/Orders',
  });
});
