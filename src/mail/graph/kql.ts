// A search in KQL, the Keyword Query Language of $search (Microsoft, "KQL syntax reference"; the properties are those that
// Graph documents for messages). Every value is a phrase in quotation marks: no word of it can be an operator.

import type { SearchQuery } from '../search-query.ts';

const dayMs = 86_400_000;

export function kqlOf(query: SearchQuery): string {
  const { text = [], body, from, to, cc, subject, sinceMs, beforeMs, hasAttachments } = query;
  const { largerThanBytes, smallerThanBytes } = query;
  const about = (property: string, value: string | undefined): string[] =>
    phrase(value ?? '').map((words) => `${property}:${words}`);
  return [
    ...text.flatMap(phrase),
    ...about('body', body),
    ...about('from', from),
    ...about('to', to),
    ...about('cc', cc),
    ...about('subject', subject),
    // A date is a day, in a time zone that is not told: a day more, and the comparison afterwards is exact.
    ...(sinceMs === undefined ? [] : [`received>=${dayOf(sinceMs - dayMs)}`]),
    ...(beforeMs === undefined ? [] : [`received<=${dayOf(beforeMs + dayMs)}`]),
    ...(hasAttachments === undefined ? [] : [`hasAttachments:${hasAttachments}`]),
    ...(largerThanBytes === undefined ? [] : [`size>${Math.trunc(largerThanBytes)}`]),
    ...(smallerThanBytes === undefined ? [] : [`size<${Math.trunc(smallerThanBytes)}`]),
  ].join(' AND ');
}

/** KQL cannot say a quotation mark within a phrase. None for what has no words. */
function phrase(value: string): string[] {
  const words = value
    .replace(/["\\\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words === '' ? [] : [`"${words}"`];
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
