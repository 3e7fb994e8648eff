// What is said of a cause, in one language. Nothing of it decides anything: it is read of the few that are shown.

import type { ExplainedCause, Reader } from '../../errors/explanation.ts';
import type { Cause } from '../cause.ts';
import type { Language } from '../said.ts';

export interface CausePage extends Omit<ExplainedCause, 'sure' | 'share' | 'explains' | 'because'> {
  /** A clause for each of its conditions, in their order. */
  readonly because: readonly string[];
}

const readers: readonly Reader[] = ['user', 'developer', 'administrator'];

export function pageOf(cause: Cause, language: Language): CausePage {
  const { id, title, what, why, conditions = [], remedies, certainty, sources, related = [] } = cause;
  return {
    id,
    title: title[language],
    what: what[language],
    why: why[language],
    remedies: readers.flatMap((reader) => {
      const remedy = remedies[reader];
      if (!remedy) return [];
      const steps = remedy.steps.map((step) => step[language]);
      return [{ reader, steps, ...(remedy.code !== undefined && { code: remedy.code }) }];
    }),
    because: conditions.map(({ because }) => because[language]),
    certainty,
    sources,
    related,
  };
}
