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
}

export function heard(evidence: Evidence): Heard {
  return { evidence, said: 'text' in evidence ? words(evidence.text) : '' };
}

export function shows(symptom: Symptom, { evidence, said }: Heard, facts: Facts): boolean {
  if (symptom.on !== evidence.kind) return false;
  const fields: Readonly<Record<string, unknown>> = { ...evidence };
  const wanted: Readonly<Record<string, unknown>> = symptom.where ?? {};
  for (const [field, values] of Object.entries(wanted)) if (!meets(fields[field], values)) return false;
  if (symptom.given && fits(symptom.given, facts) !== true) return false;
  if (symptom.says && !symptom.says.some((phrase) => says(said, phrase))) return false;
  return !symptom.saysNot?.some((phrase) => says(said, phrase));
}

/** True, false, or undefined where a fact that it speaks of is not known. */
export function holds(condition: Weighing, facts: Facts): boolean | undefined {
  return fits(condition.when, facts);
}

function fits(pattern: FactPattern, facts: Facts): boolean | undefined {
  let known = true;
  for (const [fact, wanted] of Object.entries(pattern)) {
    const values: readonly string[] | undefined = facts[fact as keyof Facts];
    if (values === undefined) known = false;
    else if (!meets(values, wanted)) return false;
  }
  return known ? true : undefined;
}

function meets(value: unknown, wanted: unknown): boolean {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const options: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
  return values.some((one) => options.includes(one));
}
