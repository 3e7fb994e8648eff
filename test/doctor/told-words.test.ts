// No sentence is missed for its words: whatever an expression of told/ fits has those that were read out of it. Held
// against every line of the corpus, as it is and in capitals.

import { expect, it } from 'vitest';
import { allReports } from '../../src/doctor/likeness/reports.ts';
import { allSentences } from '../../src/doctor/recognisers/told/all.ts';
import { readSentences } from '../../src/doctor/recognisers/told/listened-for.ts';
import { writeSentences } from '../../src/doctor/recognisers/told/write-sentences.ts';
import { hasAll } from '../../src/doctor/recognisers/worded.ts';

const read = readSentences(writeSentences(allSentences));

const lines = allReports()
  .flatMap(({ text }) => [text, ...text.split('\n')])
  .flatMap((text) => [text, text.toUpperCase()]);

it('what is read is what was written', () => {
  expect(read.map(({ fact, value, pattern }) => [fact, value, pattern()])).toEqual(allSentences);
});

it('every line that a sentence fits has its words', { timeout: 120_000 }, () => {
  let fits = 0;
  for (const { words, pattern } of read) {
    for (const line of lines) {
      if (!pattern().test(line)) continue;
      fits += 1;
      if (!hasAll(line.toLowerCase(), words)) expect.fail(`${String(pattern())} fits ${line}`);
    }
  }
  expect(fits).toBeGreaterThan(1_000);
});

it('a short reply has the words of hardly any', () => {
  const left = read.filter(({ words }) => hasAll('no authenticate failed.', words));
  expect(left.length).toBeLessThan(allSentences.length / 5);
});
