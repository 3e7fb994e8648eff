// A title says what a cause is, as people search for it. Whoever pastes one, or writes it into a sentence, is led to its cause.

import { describe, expect, it } from 'vitest';
import { explain } from '../explain.ts';
import { causes } from './index.ts';

const nowMs = Date.UTC(2026, 10, 26);
const rankOf = (id: string, text: string): number =>
  explain(text, nowMs).causes.findIndex(({ cause }) => cause.id === id) + 1;

describe.each(['en', 'ja'] as const)('titles, %s', (lang) => {
  const shown: readonly (readonly [string, (title: string) => string])[] = [
    ['alone', (title) => title],
    [
      'in a sentence',
      (title) => (lang === 'en' ? `help, ${title} and I am at a loss` : `助けてください。${title}`),
    ],
  ];

  it.each(causes.map((cause) => [cause.id, cause] as const))('lead to %s, or beside it', (id, cause) => {
    for (const [, put] of shown) {
      const rank = rankOf(id, put(cause.title[lang]));
      expect(rank).toBeGreaterThan(0);
      // Two causes of one number differ by what else is known: a title may leave that open.
      expect(rank).toBeLessThanOrEqual(3);
    }
  });

  it.each(shown)('%s, nearly always name it first', (_, put) => {
    const missed = causes.filter(({ id, title }) => rankOf(id, put(title[lang])) !== 1).map(({ id }) => id);
    expect(missed.length, missed.join(' ')).toBeLessThanOrEqual(causes.length * 0.08);
  });
});
