// From evidence to causes in their order. A cause comes up by a symptom, and what else is known of the case raises or lowers
// it; the sum is its score. Where that is little, the likeness of words is a part of it (likeness/), and brings up a few causes
// by itself; where somebody tells of a case, the commoner cause has a few points more. Nothing is hidden: the parts of each sum
// are in the answer (`--why`).

import type { Sureness } from '../errors/explanation.ts';
import type { Clue, Symptom, Weighing } from './cause.ts';
import { factsOf } from './derive.ts';
import type { Evidence } from './evidence.ts';
import { type FactName, type Facts, factSheets } from './facts.ts';
import { type Heard, heard, holds, shows, unknownOf } from './match.ts';
import type { Said } from './said.ts';

export interface RankedCause {
  readonly cause: Clue;
  readonly score: number;
  readonly sure: Sureness;
  /** 0 to 1: its share among those that explain the same evidence. */
  readonly share: number;
  /** The evidence by whose symptoms it came up, the strongest first. */
  readonly explains: readonly Evidence[];
  readonly because: readonly Reason[];
}

/** One part of a score. */
export type Reason =
  | { readonly symptom: Symptom; readonly evidence: Evidence; readonly add: number }
  | { readonly condition: Weighing; readonly add: number }
  /** Its words are like those of reports of this cause. */
  | { readonly alike: Evidence; readonly add: number }
  /** It is met often, or seldom. */
  | { readonly usual: true; readonly add: number };

/** A text in which somebody tells of a case: of what fits it as well, the commoner cause is the better guess. */
export interface Prose {
  readonly evidence: Evidence;
  /** How much its words are those of each cause, in their order; empty where they were not asked. */
  readonly points: readonly number[];
}

export interface Question {
  readonly fact: FactName;
  readonly question: Said;
  /** Ids of the causes that the answer tells apart. */
  readonly between: readonly string[];
}

export interface Diagnosis {
  readonly evidence: readonly Evidence[];
  readonly facts: Facts;
  /** The likeliest first. */
  readonly causes: readonly RankedCause[];
  /** The one thing to find out next; absent where it would change nothing. */
  readonly question?: Question;
}

/** How many points make a cause e times as likely as another. */
const temperature = 12;

/** @param asides - of the evidence, what counts for less: they did not come with it */
export function reason(
  evidence: readonly Evidence[],
  causes: readonly Clue[],
  prose?: Prose,
  asides?: ReadonlySet<Evidence>,
): Diagnosis {
  const facts = factsOf(evidence);
  const all = evidence.map((one) => heard(one, asides?.has(one)));
  const enough = Math.max(alikeMin, [...(prose?.points ?? [])].sort((a, b) => b - a)[alikeMax - 1] ?? 0);
  const scored = causes
    .map((cause, place) => {
      const add = prose?.points[place] ?? 0;
      const alike = prose && add > 0 ? { alike: prose.evidence, add } : undefined;
      const one = score(cause, all, facts, alike, enough);
      return one && prose ? counted(one) : one;
    })
    .filter((one) => one !== undefined)
    // Of two with one score the one that fewer things show is the better name.
    .sort((a, b) => b.score - a.score || a.cause.symptoms.length - b.cause.symptoms.length);
  const ranked = scored.map((one) => ({ ...one, ...weigh(one, scored) }));
  const question = askFor(ranked, facts);
  return { evidence, facts, causes: ranked, ...(question && { question }) };
}

type Scored = Pick<RankedCause, 'cause' | 'score' | 'explains' | 'because'>;

type Alike = Extract<Reason, { readonly alike: Evidence }>;

/** So many causes come up by the likeness of words alone. */
const alikeMax = 3;
/** Words of any text on mail are worth less. */
const alikeMin = 24;

/** Of what somebody only tried as well so many points less are believed. */
const asideLess = 40;

/** @param enough - points of likeness by which a cause comes up that no evidence shows */
function score(
  cause: Clue,
  all: readonly Heard[],
  facts: Facts,
  alike: Alike | undefined,
  enough: number,
): Scored | undefined {
  const found = all.flatMap((one) => {
    const symptom = strongest(cause, one, facts);
    if (!symptom) return [];
    return [{ symptom, evidence: one.evidence, add: symptom.weight - (one.aside ? asideLess : 0) }];
  });
  const [first] = found.sort((a, b) => b.add - a.add);
  if (!first && !(alike && alike.add >= enough)) return undefined;
  const because: Reason[] = first ? [first] : [];
  // Another symptom of another kind is a second witness; the same line a hundred times is not.
  const second = found.find((one) => one.symptom !== first?.symptom);
  if (second) because.push({ ...second, add: Math.round(second.symptom.weight / 5) });
  for (const condition of cause.conditions ?? []) {
    if (holds(condition, facts) === true) because.push({ condition, add: condition.add });
  }
  if (alike) because.push(alike);
  const total = because.reduce((sum, { add }) => sum + add, 0);
  if (total <= 0) return undefined;
  const explains = found.map((one) => one.evidence);
  return { cause, score: total, explains: alike ? [...explains, alike.alike] : explains, because };
}

/** With the points for how often it is met. */
function counted(one: Scored): Scored {
  const { usual: add = 0 } = one.cause;
  if (add === 0) return one;
  return { ...one, score: one.score + add, because: [...one.because, { usual: true, add }] };
}

/** Of those that it shows, the first with the largest weight. */
function strongest({ symptoms }: Clue, one: Heard, facts: Facts): Symptom | undefined {
  let best: Symptom | undefined;
  for (const symptom of symptoms) {
    if (symptom.on !== one.evidence.kind || (best && best.weight >= symptom.weight)) continue;
    if (shows(symptom, one, facts)) best = symptom;
  }
  return best;
}

function weigh(one: Scored, all: readonly Scored[]): { share: number; sure: Sureness } {
  const rivals = all.filter((other) => other === one || overlaps(other, one));
  const odds = (other: Scored): number => Math.exp((other.score - one.score) / temperature);
  const share = 1 / rivals.reduce((sum, other) => sum + odds(other), 0);
  // What words are like and what is common is no evidence: they decide which guess is the better one, and none becomes more
  // than a guess.
  const shown = one.because.reduce(
    (sum, part) => ('alike' in part || 'usual' in part ? sum : sum + part.add),
    0,
  );
  const settled = one.cause.certainty === 'documented' || one.cause.certainty === 'reported';
  if (share >= 0.9 && shown >= 80 && settled) return { share, sure: 'certain' };
  return { share, sure: share >= 0.5 && shown >= 40 ? 'likely' : 'possible' };
}

function overlaps(a: Scored, b: Scored): boolean {
  return a.explains.some((evidence) => b.explains.includes(evidence));
}

/** The unknown fact after whose answer the leading cause would most probably be the right one. */
function askFor(ranked: readonly RankedCause[], facts: Facts): Question | undefined {
  const [first] = ranked;
  if (!first || first.sure === 'certain') return undefined;
  const contenders = ranked.filter((one) => one === first || overlaps(one, first)).slice(0, contendersMax);
  if (contenders.length < 2) return undefined;
  const rivals = contenders.map(({ cause, share }) => ({ share, open: openOf(cause, facts) }));
  // A fact on which no contender's sum depends tells none of them from another.
  const deciding = new Set(rivals.flatMap(({ open }) => [...open.keys()]));
  let best: { fact: FactName; hits: number } | undefined;
  for (const fact of Object.keys(factSheets) as FactName[]) {
    if (!deciding.has(fact)) continue;
    const hits = hitsAfter(rivals, fact);
    if (hits > (best?.hits ?? first.share + worthAsking)) best = { fact, hits };
  }
  if (!best) return undefined;
  return {
    fact: best.fact,
    question: factSheets[best.fact].question,
    between: contenders
      .filter((one) => one === first || one.share >= 0.08)
      .slice(0, 5)
      .map(({ cause }) => cause.id),
  };
}

const contendersMax = 16;
/** How much more probably the leading cause must be right for a question to be put. */
const worthAsking = 0.03;

/** What hangs on one unknown fact: with one of these answers so many points are added. */
interface Open {
  readonly answers: readonly string[];
  readonly add: number;
}

/** The conditions of a cause that one answer would fulfil, by the fact that is asked for. */
function openOf({ conditions = [] }: Clue, facts: Facts): Map<string, Open[]> {
  const open = new Map<string, Open[]>();
  for (const { when, add } of conditions) {
    const unknown = unknownOf(when, facts);
    if (unknown?.length !== 1) continue;
    const [[fact, answers] = ['', []]] = unknown;
    const known = open.get(fact);
    if (known) known.push({ answers, add });
    else open.set(fact, [{ answers, add }]);
  }
  return open;
}

/**
 * A cause expects some answers more than others: by the points that each would add. For each answer the cause that
 * explains it best would be named; the sum says how often that is the right one.
 */
function hitsAfter(
  rivals: readonly { readonly share: number; readonly open: ReadonlyMap<string, readonly Open[]> }[],
  fact: FactName,
): number {
  const { values } = factSheets[fact];
  const best = values.map(() => 0);
  for (const { share, open } of rivals) {
    const stakes = open.get(fact);
    // To whom it is all the same every answer is as likely.
    const odds = stakes ? oddsOf(values, stakes) : undefined;
    for (let at = 0; at < best.length; at += 1)
      best[at] = Math.max(best[at] ?? 0, share * (odds ? (odds[at] ?? 0) : 1 / best.length));
  }
  return best.reduce((total, one) => total + one, 0);
}

/** How probable a cause makes each answer. */
function oddsOf(values: readonly string[], stakes: readonly Open[]): number[] {
  let sum = 0;
  const odds = values.map((value) => {
    let points = 0;
    for (const { answers, add } of stakes) if (answers.includes(value)) points += add;
    const one = Math.exp(points / temperature);
    sum += one;
    return one;
  });
  return odds.map((one) => one / sum);
}
