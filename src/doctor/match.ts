// Compares evidence and facts with what a cause says of them.

import type { Symptom, Weighing } from './cause.ts';
import type { Evidence } from './evidence.ts';
import type { FactPattern, Facts } from './facts.ts';
import { says, words } from './phrase.ts';

/** A piece of evidence with its sentence ready to be compared. */
export interface Heard {
  readonly evidence: Evidence;
  /** From `words`; '' for evidence without text. */
  readonly said: string;
  /** It is not what they ask about (tried-instead.ts). */
  readonly aside: boolean;
}

export function heard(evidence: Evidence, aside = false): Heard {
  return { evidence, said: 'text' in evidence ? words(evidence.text) : '', aside };
}

export function shows(symptom: Symptom, { evidence, said }: Heard, facts: Facts): boolean {
  if (symptom.on !== evidence.kind) return false;
  // Each kind has its own fields; a symptom names those of its kind.
  const fields = evidence as Readonly<Record<string, unknown>>;
  const wanted: Readonly<Record<string, unknown>> = symptom.where ?? {};
  for (const field in wanted) if (!meets(fields[field], wanted[field])) return false;
  if (symptom.given && fits(symptom.given, facts) !== true) return false;
  if (symptom.says && !symptom.says.some((phrase) => says(said, phrase))) return false;
  return !symptom.saysNot?.some((phrase) => says(said, phrase));
}

/** True, false, or undefined where a fact that it speaks of is not known. */
export function holds(condition: Weighing, facts: Facts): boolean | undefined {
  return fits(condition.when, facts);
}

/** The facts of a pattern that are not known, with the values that would fit; undefined where a known one does not. */
export function unknownOf(pattern: FactPattern, facts: Facts): [string, readonly string[]][] | undefined {
  const unknown: [string, readonly string[]][] = [];
  const wanted: Readonly<Record<string, string | readonly string[]>> = pattern;
  const known: Readonly<Record<string, readonly string[]>> = facts;
  for (const fact in wanted) {
    const values = known[fact];
    const fitting = wanted[fact] ?? [];
    if (values === undefined) unknown.push([fact, typeof fitting === 'string' ? [fitting] : fitting]);
    else if (!meets(values, fitting)) return undefined;
  }
  return unknown;
}

function fits(pattern: FactPattern, facts: Facts): boolean | undefined {
  const unknown = unknownOf(pattern, facts);
  if (!unknown) return false;
  return unknown.length === 0 ? true : undefined;
}

/** Does the value, or one of a list, equal one of those that are wanted? */
function meets(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(value)) return value.some((one) => isAmong(one, wanted));
  return isAmong(value, wanted);
}

function isAmong(one: unknown, wanted: unknown): boolean {
  return Array.isArray(wanted) ? wanted.includes(one) : one === wanted;
}
