// A diagnosis in one language, as plain values (errors/explanation.ts).

import type { ExplainedCause, Explanation } from '../errors/explanation.ts';
import type { Clue } from './cause.ts';
import type { Evidence, Place } from './evidence.ts';
import { knowledge } from './knowledge/knowledge.ts';
import type { CausePage } from './knowledge/page.ts';
import type { Diagnosis, RankedCause, Reason } from './reason.ts';
import type { Language, Said } from './said.ts';
import { explainScopes } from './scopes/say-scopes.ts';
import { unexplained } from './unexplained.ts';

export function explanationOf(diagnosis: Diagnosis, language: Language): Explanation {
  const { causes, evidence, facts, question } = diagnosis;
  const asked = scopesAsked(evidence);
  const unknown = causes.length === 0 ? unexplained(evidence) : undefined;
  return {
    language,
    causes: causes.map((ranked) => explained(ranked, language)),
    ...(unknown && {
      unexplained: { what: unknown.what[language], next: unknown.next.map((step) => step[language]) },
    }),
    ...(question && {
      question: { fact: question.fact, text: question.question[language], between: question.between },
    }),
    ...(asked && { scopes: explainScopes(asked, language) }),
    evidence: evidence.map(({ kind, place }) => ({ kind, ...place })),
    facts,
  };
}

/** One cause by itself, without a case: what its page says. */
export function explainedPage(page: CausePage): ExplainedCause {
  return { ...page, sure: 'possible', share: 1, explains: [], because: [] };
}

/** What is said of an answer's scopes would be said of words that Entra chose. */
function scopesAsked(evidence: readonly Evidence[]): readonly string[] | undefined {
  for (const one of evidence) {
    if (one.kind === 'scopes' && one.from !== 'answer') return one.list;
    if (one.kind === 'request' && one.scopes.length > 0) return one.scopes;
  }
  return undefined;
}

function explained(
  { cause, sure, share, explains, because }: RankedCause,
  language: Language,
): ExplainedCause {
  const page = knowledge().page(cause.id, language);
  return {
    ...page,
    sure,
    share: Math.round(share * 100) / 100,
    explains: placesOf(explains),
    because: because.map((one) => ({ reason: reasonOf(one, cause, page, language), points: one.add })),
  };
}

/** One line may say several things. */
function placesOf(evidence: readonly Evidence[]): Place[] {
  return [...new Map(evidence.map(({ place }) => [`${place.line} ${place.quote}`, place])).values()];
}

function reasonOf(
  one: Reason,
  { conditions = [] }: Clue,
  { because }: CausePage,
  language: Language,
): string {
  if ('alike' in one) return likeReports[language];
  if ('usual' in one) return (one.add > 0 ? metOften : metSeldom)[language];
  if ('evidence' in one) return one.evidence.place.quote;
  return because[conditions.indexOf(one.condition)] ?? '';
}

const likeReports: Said = {
  en: 'its words are like those of reports of this cause',
  ja: 'この原因の報告とよく似た言葉で書かれている',
};

const metOften: Said = { en: 'it is met often', ja: 'よく見られる原因である' };

const metSeldom: Said = { en: 'it is seldom met', ja: 'まれな原因である' };
