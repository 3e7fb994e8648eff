// A diagnosis in one language, as plain values (errors/explanation.ts).

import type { ExplainedCause, Explanation, Reader } from '../errors/explanation.ts';
import type { Cause } from './cause.ts';
import type { Evidence } from './evidence.ts';
import type { Diagnosis, RankedCause } from './reason.ts';
import type { Language } from './said.ts';
import { explainScopes } from './scopes/say-scopes.ts';

export function explanationOf(diagnosis: Diagnosis, language: Language): Explanation {
  const { causes, evidence, facts, question } = diagnosis;
  const asked = scopesAsked(evidence);
  return {
    language,
    causes: causes.map((ranked) => explained(ranked, language)),
    ...(question && {
      question: { fact: question.fact, text: question.question[language], between: question.between },
    }),
    ...(asked && { scopes: explainScopes(asked, language) }),
    evidence: evidence.map(({ kind, place }) => ({ kind, ...place })),
    facts,
  };
}

/** One cause by itself, without a case: what its page says. */
export function causePage(cause: Cause, language: Language): ExplainedCause {
  return explained({ cause, score: 0, share: 1, sure: 'possible', explains: [], because: [] }, language);
}

/** What is said of an answer's scopes would be said of words that Entra chose. */
function scopesAsked(evidence: readonly Evidence[]): readonly string[] | undefined {
  for (const one of evidence) {
    if (one.kind === 'scopes' && one.from !== 'answer') return one.list;
    if (one.kind === 'request' && one.scopes.length > 0) return one.scopes;
  }
  return undefined;
}

const readers: readonly Reader[] = ['user', 'developer', 'administrator'];

function explained(ranked: RankedCause, language: Language): ExplainedCause {
  const { cause, sure, share, explains, because } = ranked;
  const { id, title, what, why, remedies, certainty, sources, related = [] } = cause;
  return {
    id,
    title: title[language],
    what: what[language],
    why: why[language],
    sure,
    share: Math.round(share * 100) / 100,
    remedies: readers.flatMap((reader) => {
      const remedy = remedies[reader];
      if (!remedy) return [];
      const steps = remedy.steps.map((step) => step[language]);
      return [{ reader, steps, ...(remedy.code !== undefined && { code: remedy.code }) }];
    }),
    explains: explains.map(({ place }) => place),
    because: because.map((one) => ({
      reason: 'condition' in one ? one.condition.because[language] : one.evidence.place.quote,
      points: one.add,
    })),
    certainty,
    sources,
    related,
  };
}
