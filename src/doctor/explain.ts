// The doctor's one question: what does this mean, and what is to be done? Pure: nothing is read, sent or kept.

import type { Evidence } from './evidence.ts';
import { knowledge } from './knowledge/knowledge.ts';
import { phrasesAlone } from './phrases-alone.ts';
import { type Diagnosis, reason } from './reason.ts';
import { recognise } from './recognise.ts';

/** @param more - evidence that came by flags, or from a check that ran */
export function explain(text: string, nowMs: number, more: readonly Evidence[] = []): Diagnosis {
  const { clues } = knowledge();
  const evidence = [...more, ...recognise(text, nowMs)];
  const diagnosis = reason(evidence, clues);
  if (diagnosis.causes.length > 0) return diagnosis;
  const alone = reason([...evidence, ...phrasesAlone(text, clues)], clues);
  return alone.causes.length > 0 ? alone : diagnosis;
}
