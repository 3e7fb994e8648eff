// No sentence is missed for its words: whatever an expression of told.ts fits has those that were read out of it. Held
// against every line of the corpus, as it is and in capitals.

import { expect, it } from 'vitest';
import { allReports } from '../../src/doctor/likeness/reports.ts';
import { allSentences } from '../../src/doctor/recognisers/told/all.ts';
import { toldWords } from '../../src/doctor/recognisers/told/words.ts';

const hasWords = (text: string, at: number): boolean => {
  const lower = text.toLowerCase();
  return toldWords[at]?.every((group) => group.some((word) => lower.includes(word))) === true;
};

const lines = allReports()
  .flatMap(({ text }) => [text, ...text.split('\n')])
  .flatMap((text) => [text, text.toUpperCase()]);

it('every line that a sentence fits has its words', () => {
  let fits = 0;
  for (const [at, [, , pattern]] of allSentences.entries()) {
    for (const line of lines) {
      if (!pattern.test(line)) continue;
      fits += 1;
      if (!hasWords(line, at)) expect.fail(`${String(pattern)} fits ${line}`);
    }
  }
  expect(fits).toBeGreaterThan(1_000);
});

it('a short reply has the words of hardly any', () => {
  const left = allSentences.filter((_, at) => hasWords('NO AUTHENTICATE failed.', at));
  expect(left.length).toBeLessThan(allSentences.length / 5);
});
