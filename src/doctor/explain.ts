// The doctor's one question: what does this mean, and what is to be done? Pure: nothing is read, sent or kept.

import type { Clue } from './cause.ts';
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

/** A cause that has no more points is a guess among several. */
const guess = 55;
/** One that has more was shown. */
const clear = 85;

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
  const heard = saysWhy(told, read) ? read : heardMore(text, read, told);
  const known = heard === read ? told : reason([...more, ...heard], clues, undefined, asides);
  const [first] = known.causes;
  const prose = proseOf(text, known.evidence, first !== undefined);
  if (!prose) return known;
  const points = beside(known, likeness(withoutEnumerated(text)), clues);
  return reason([...known.evidence, prose], clues, { evidence: prose, points }, asides);
}

/**
 * What likeness counts beside what was read. A cause that nothing shows gets no more than a guess where another was shown, and
 * nothing where that one is clear; then words tell apart what was shown, and count a quarter.
 */
function beside(
  { causes: [first, ...others] }: Diagnosis,
  points: readonly number[],
  clues: readonly Clue[],
): readonly number[] {
  if (!first) return points;
  const shown = new Set([first, ...others].map(({ cause }) => cause.id));
  const isClear = first.score > clear;
  const most = isClear ? 0 : first.score > guess ? guess : Number.POSITIVE_INFINITY;
  return points.map((many, place) => {
    if (shown.has(clues[place]?.id ?? '')) return isClear ? Math.round(many / 4) : many;
    return Math.min(many, most);
  });
}

/** What was read says why, and not only what somebody told or what a program said of it. */
function saysWhy({ causes: [first] }: Diagnosis, read: readonly Evidence[]): boolean {
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
