// From evidence to causes in their order. A cause comes up by a symptom, and what else is known of the case raises or lowers
// it; the sum is its score. Nothing is learned and nothing is hidden: the parts of each sum are in the answer (`--why`).

import type { Sureness } from '../errors/explanation.ts';
import type { Clue, Symptom, Weighing } from './cause.ts';
import { factsOf } from './derive.ts';
import type { Evidence } from './evidence.ts';
import { type FactName, type Facts, factSheets } from './facts.ts';
import { type Heard, heard, holds, shows } from './match.ts';
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
  | { readonly condition: Weighing; readonly add: number };

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

export function reason(evidence: readonly Evidence[], causes: readonly Clue[]): Diagnosis {
  const facts = factsOf(evidence);
  const all = evidence.map(heard);
  const scored = causes
    .map((cause) => score(cause, all, facts))
    .filter((one) => one !== undefined)
    // Of two with one score the one that fewer things show is the better name.
    .sort((a, b) => b.score - a.score || a.cause.symptoms.length - b.cause.symptoms.length);
  const ranked = scored.map((one) => ({ ...one, ...weigh(one, scored) }));
  const question = askFor(ranked, facts);
  return { evidence, facts, causes: ranked, ...(question && { question }) };
}

type Scored = Pick<RankedCause, 'cause' | 'score' | 'explains' | 'because'>;

function score(cause: Clue, all: readonly Heard[], facts: Facts): Scored | undefined {
  const found = all
    .flatMap((one) => {
      const best = strongest(cause.symptoms.filter((symptom) => shows(symptom, one, facts)));
      return best ? [{ symptom: best, evidence: one.evidence }] : [];
    })
    .sort((a, b) => b.symptom.weight - a.symptom.weight);
  const [first] = found;
  if (!first) return undefined;
  const because: Reason[] = [{ ...first, add: first.symptom.weight }];
  // Another symptom of another kind is a second witness; the same line a hundred times is not.
  const second = found.find((one) => one.symptom !== first.symptom);
  if (second) because.push({ ...second, add: Math.round(second.symptom.weight / 5) });
  for (const condition of cause.conditions ?? []) {
    if (holds(condition, facts) === true) because.push({ condition, add: condition.add });
  }
  const total = because.reduce((sum, { add }) => sum + add, 0);
  if (total <= 0) return undefined;
  return { cause, score: total, explains: found.map((one) => one.evidence), because };
}

function strongest(symptoms: readonly Symptom[]): Symptom | undefined {
  return symptoms.reduce<Symptom | undefined>(
    (best, one) => (best && best.weight >= one.weight ? best : one),
    undefined,
  );
}

function weigh(one: Scored, all: readonly Scored[]): { share: number; sure: Sureness } {
  const rivals = all.filter((other) => other === one || overlaps(other, one));
  const odds = (other: Scored): number => Math.exp((other.score - one.score) / temperature);
  const share = 1 / rivals.reduce((sum, other) => sum + odds(other), 0);
  const settled = one.cause.certainty === 'documented' || one.cause.certainty === 'reported';
  if (share >= 0.9 && one.score >= 80 && settled) return { share, sure: 'certain' };
  return { share, sure: share >= 0.5 && one.score >= 40 ? 'likely' : 'possible' };
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
  // A fact that no contender speaks of tells none of them from another.
  const spokenOf = new Set(
    contenders.flatMap(({ cause }) => (cause.conditions ?? []).flatMap(({ when }) => Object.keys(when))),
  );
  let best: { fact: FactName; hits: number } | undefined;
  for (const fact of Object.keys(factSheets) as FactName[]) {
    if (facts[fact] !== undefined || !spokenOf.has(fact)) continue;
    const hits = hitsAfter(contenders, facts, fact);
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

/**
 * A cause expects some answers more than others: by the points that each would add. For each answer the cause that
 * explains it best would be named; the sum says how often that is the right one.
 */
function hitsAfter(contenders: readonly RankedCause[], facts: Facts, fact: FactName): number {
  const best = new Map<string, number>();
  for (const { cause, share } of contenders) {
    const speaking = (cause.conditions ?? []).filter(({ when }) => fact in when);
    const odds = factSheets[fact].values.map(
      (value) => [value, Math.exp(added(speaking, facts, fact, value) / temperature)] as const,
    );
    const sum = odds.reduce((total, [, one]) => total + one, 0);
    for (const [value, one] of odds) {
      best.set(value, Math.max(best.get(value) ?? 0, (share * one) / sum));
    }
  }
  return [...best.values()].reduce((total, one) => total + one, 0);
}

function added(speaking: readonly Weighing[], facts: Facts, fact: FactName, value: string): number {
  if (speaking.length === 0) return 0;
  const supposed = { ...facts, [fact]: [value] };
  return speaking
    .filter((condition) => holds(condition, supposed) === true)
    .reduce((sum, { add }) => sum + add, 0);
}
