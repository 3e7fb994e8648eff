// The doctor's one question: what does this mean, and what is to be done? Pure: nothing is read, sent or kept.

import type { Evidence } from './evidence.ts';
import { knowledge } from './knowledge/knowledge.ts';
import type { Likeness } from './likeness/likeness.ts';
import { proseOf } from './likeness/prose.ts';
import { phrasesAlone } from './phrases-alone.ts';
import { type Diagnosis, reason } from './reason.ts';
import { recognise } from './recognise.ts';

/** A cause that has no more points is a guess among several, and words may say which. */
const guess = 55;

/**
 * @param more - evidence that came by flags, or from a check that ran
 * @param likeness - of words, where another one is asked than what was learned of all reports
 */
export function explain(
  text: string,
  nowMs: number,
  more: readonly Evidence[] = [],
  likeness: Likeness = knowledge().likeness,
): Diagnosis {
  const { clues } = knowledge();
  const told = reason([...more, ...recognise(text, nowMs)], clues);
  const known =
    told.causes.length > 0 ? told : reason([...told.evidence, ...phrasesAlone(text, clues)], clues);
  const [first] = known.causes;
  if (first && first.score > guess) return known;
  const prose = proseOf(text, known.evidence, first !== undefined);
  if (!prose) return known;
  return reason([...known.evidence, prose], clues, { evidence: prose, points: likeness(text) });
}
