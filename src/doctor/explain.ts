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
const clear = 75;

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

/** What likeness counts beside what was read: all of it where that is a guess, and where that is clear, nothing is brought up. */
function beside({ causes }: Diagnosis, points: readonly number[], clues: readonly Clue[]): readonly number[] {
  const shown = new Set(causes.map(({ cause }) => cause.id));
  const { ofShown, ofOthers } = weightsBeside(causes[0]?.score ?? 0);
  return points.map((many, place) =>
    shown.has(clues[place]?.id ?? '') ? Math.round(many * ofShown) : Math.min(many, ofOthers),
  );
}

/**
 * @param best - points of the first cause
 * @returns the part that counts for a cause that was shown, and how many points another gets at most
 */
function weightsBeside(best: number): { ofShown: number; ofOthers: number } {
  if (best > clear) return { ofShown: 1 / 4, ofOthers: 0 };
  if (best > guess) return { ofShown: 3 / 4, ofOthers: 50 };
  return { ofShown: 1, ofOthers: Number.POSITIVE_INFINITY };
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
