// The doctor's one question: what does this mean, and what is to be done? Pure: nothing is read, sent or kept.

import type { Evidence } from './evidence.ts';
import { knowledge } from './knowledge/knowledge.ts';
import { type Diagnosis, reason } from './reason.ts';
import { recognise } from './recognise.ts';

/** @param more - evidence that came by flags, or from a check that ran */
export function explain(text: string, nowMs: number, more: readonly Evidence[] = []): Diagnosis {
  return reason([...more, ...recognise(text, nowMs)], knowledge().clues);
}
