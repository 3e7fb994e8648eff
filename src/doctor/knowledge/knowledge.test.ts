import { describe, expect, it } from 'vitest';
import { causes } from '../causes/index.ts';
import { reason } from '../reason.ts';
import { recognise } from '../recognise.ts';
import { knowledge } from './knowledge.ts';
import { pageOf } from './page.ts';

const { clues, page } = knowledge();

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
    expect(ranked(clues)).toEqual(ranked(causes));
  });
});
