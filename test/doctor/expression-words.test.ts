// No line is missed for its words: whatever an expression of a recogniser fits has those that were read out of it. Held against
// every line of the corpus, as it is and in capitals.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { allReports } from '../../src/doctor/likeness/reports.ts';
import { groupsNeeded } from '../../src/doctor/recognisers/words-needed.ts';
import { joined } from '../../tools/any-of.ts';
import { expressionsIn } from '../../tools/expression-words.ts';

const folder = new URL('../../src/doctor/recognisers/', import.meta.url);
const expressions = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(
    (file) =>
      file.endsWith('.ts') && !file.endsWith('.test.ts') && !['any-of.ts', 'worded.ts'].includes(file),
  )
  .flatMap((file) => expressionsIn(joined(readFileSync(new URL(file, folder), 'utf8'), file)));

const lines = new Set(
  allReports()
    .flatMap(({ text }) => [text, ...text.split('\n')])
    .flatMap((text) => [text, text.toUpperCase()]),
);

it('every line that an expression fits has its words', () => {
  let fits = 0;
  for (const pattern of expressions) {
    const groups = groupsNeeded(pattern);
    for (const line of lines) {
      if (!pattern.test(line)) continue;
      fits += 1;
      const lower = line.toLowerCase();
      const missed = groups.find((group) => !group.some((word) => lower.includes(word)));
      if (missed) expect.fail(`${String(pattern)} fits ${line}, without any of ${missed.join(', ')}`);
    }
  }
  expect(fits).toBeGreaterThan(10_000);
});

it('a short reply has the words of few', () => {
  const lower = 'no authenticate failed.';
  const left = expressions.filter((pattern) =>
    groupsNeeded(pattern).every((group) => group.some((word) => lower.includes(word))),
  );
  expect(left.length).toBeLessThan(expressions.length / 4);
});
