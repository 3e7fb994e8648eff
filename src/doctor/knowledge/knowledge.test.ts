import { describe, expect, it } from 'vitest';
import type { Clue } from '../cause.ts';
import { causes } from '../causes/index.ts';
import { howOften, reportsOf } from '../likeness/reports.ts';
import { type Prose, reason } from '../reason.ts';
import { recognise } from '../recognise.ts';
import { knowledge } from './knowledge.ts';
import { cluesOf } from './pack.ts';
import { pageOf } from './page.ts';
import { usualPoints } from './usual.ts';

const { clues, page } = knowledge();
const ids = causes.map(({ id }) => id);

describe('what the doctor knows, packed', () => {
  it('has no page of a cause that does not exist', () => {
    expect(() => page('no-such-cause', 'en')).toThrow('there is a page for no-such-cause');
  });

  it.each(['en', 'ja'] as const)('has the page of every cause, in %s', (language) => {
    expect(causes.map(({ id }) => page(id, language))).toEqual(
      causes.map((cause) => pageOf(cause, language)),
    );
  });

  it('ranks as the causes themselves do', () => {
    const evidence = recognise(
      'A2 NO AUTHENTICATE failed.\nAADSTS65001\n535 5.7.139 Authentication unsuccessful',
      0,
    );
    const ranked = (known: typeof clues): [string, number][] =>
      reason(evidence, known).causes.map(({ cause, score }) => [cause.id, score]);
    expect(ranked(clues).length).toBeGreaterThan(10);
    expect(ranked(clues)).toEqual(ranked(cluesOf(causes, usualPoints(ids, howOften()))));
  });
});

describe('how often a cause is met', () => {
  it('is counted of the reports as they are read whole', () => {
    const counted = new Map<string, number>();
    for (const { is } of reportsOf('wild'))
      for (const id of is) counted.set(id, (counted.get(id) ?? 0) + 1 / is.length);
    expect(howOften()).toEqual(counted);
  });

  it('is worth points on both sides of the mean, and few', () => {
    const points = usualPoints(
      ['often', 'mean', 'never'],
      new Map([
        ['often', 19],
        ['mean', 10],
        ['seldom', 1],
      ]),
    );
    expect(points.get('often')).toBeGreaterThan(0);
    expect(points.get('never')).toBeLessThan(-5);
    const all = [...usualPoints(ids, howOften()).values()];
    expect(Math.max(...all)).toBeLessThanOrEqual(12);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(-12);
  });

  it('decides between causes that fit as well, where somebody tells of the case', () => {
    const evidence = recognise('A2 NO AUTHENTICATE failed.', 0);
    const both: Clue[] = [
      { id: 'rare', symptoms: [{ on: 'reply', weight: 80 }], certainty: 'documented', usual: -8 },
      { id: 'common', symptoms: [{ on: 'reply', weight: 78 }], certainty: 'documented', usual: 8 },
    ];
    const prose: Prose = { evidence: { kind: 'prose', place: { line: 1, quote: '' } }, points: [] };
    const ranked = (told?: Prose): string[] =>
      reason(evidence, both, told).causes.map(({ cause, score, sure }) => `${cause.id} ${score} ${sure}`);
    expect(ranked()).toEqual(['rare 80 likely', 'common 78 possible']);
    expect(ranked(prose)).toEqual(['common 86 likely', 'rare 72 possible']);
  });
});
