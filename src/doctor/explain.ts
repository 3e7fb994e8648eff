// The doctor's one question: what does this mean, and what is to be done? Pure: nothing is read, sent or kept.

import type { Evidence } from './evidence.ts';
import { knowledge } from './knowledge/knowledge.ts';
import type { Likeness } from './likeness/likeness.ts';
import { proseOf } from './likeness/prose.ts';
import { phrasesAlone } from './phrases-alone.ts';
import { spokenByPrograms } from './programs/spoken-by-programs.ts';
import { type Diagnosis, reason } from './reason.ts';
import { recognise } from './recognise.ts';
import { withoutEnumerated } from './recognisers/enumerated.ts';
import { isRefusal, settled } from './settle.ts';
import { triedInstead } from './tried-instead.ts';

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
  const read = recognise(text, nowMs);
  const asides = triedInstead(text, read);
  const told = reason([...more, ...read], clues, undefined, asides);
  const heard = isClear(told, read) ? read : heardMore(text, read, told);
  const known = heard === read ? told : reason([...more, ...heard], clues, undefined, asides);
  const [first] = known.causes;
  const prose = proseOf(text, known.evidence, first !== undefined);
  if (!prose) return known;
  const points = first && first.score > guess ? [] : likeness(withoutEnumerated(text));
  return reason([...known.evidence, prose], clues, { evidence: prose, points }, asides);
}

/** What was read says why, and not only what somebody told or what a program said of it. */
function isClear({ causes: [first] }: Diagnosis, read: readonly Evidence[]): boolean {
  if (first === undefined || first.score <= guess) return false;
  const spoken = (one: Evidence): boolean => one.kind !== 'complaint' && one.kind !== 'told' && hasWords(one);
  return read.some((one) => isRefusal(one) && hasWords(one)) || first.explains.some(spoken);
}

/** A complaint that stands for the reply to a token (settle.ts) has none, and tells less than a sentence that is known. */
function hasWords(one: Evidence): boolean {
  return one.kind !== 'reply' || one.text !== '';
}

/** What programs say in a server's stead, and, where there is no cause at all, words that stand alone. */
function heardMore(text: string, read: readonly Evidence[], { causes }: Diagnosis): readonly Evidence[] {
  const numbered = read.some((one) => one.kind === 'oauth-error' && one.numbers.length > 0);
  // A number says why, also where nobody knows what it means.
  const spoken = spokenByPrograms(text).filter((one) => !(numbered && one.kind === 'oauth-error'));
  if (spoken.length > 0)
    return settled([...(spoken.some(isRefusal) ? read.filter(hasWords) : read), ...spoken]);
  const alone = causes.length === 0 ? phrasesAlone(text, knowledge().clues) : [];
  return alone.length > 0 ? [...read, ...alone] : read;
}
