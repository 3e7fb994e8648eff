// What the causes look like to whoever meets them, as strings that can be searched for: the index of docs/errors and what
// `mailgrant explain --list` prints.

import type { Clue, Symptom } from './cause.ts';

export interface IndexEntry<C extends Clue> {
  /** `AADSTS65001`, `535 5.7.139 smtpclientauthentication is disabled for the tenant`, `ErrorAccessDenied`. */
  readonly symptom: string;
  readonly cause: C;
}

/** In alphabetical order, numbers by their value; a cause stands under each of its symptoms. */
export function symptomIndex<C extends Clue>(causes: readonly C[]): IndexEntry<C>[] {
  const entries = causes.flatMap((cause) => {
    const symptoms = new Set(cause.symptoms.flatMap(stringsOf));
    return [...symptoms].map((symptom): IndexEntry<C> => ({ symptom, cause }));
  });
  return entries.sort((a, b) => a.symptom.localeCompare(b.symptom, 'en', { numeric: true }));
}

function stringsOf(symptom: Symptom): string[] {
  const heads = headsOf(symptom);
  if (heads.length === 0) return symptom.says?.map(phrase) ?? [];
  // A number says what it is; a status or a reply needs its words beside it.
  if (heads.every((head) => head.startsWith('AADSTS')) || !symptom.says) return heads;
  return symptom.says.flatMap((one) => heads.map((head) => `${head} ${phrase(one)}`));
}

function headsOf(symptom: Symptom): string[] {
  switch (symptom.on) {
    case 'oauth-error': {
      const { numbers, error, suberror } = symptom.where ?? {};
      if (numbers !== undefined) return listed(numbers).map((number) => `AADSTS${number}`);
      return [...listed(error), ...listed(suberror)].map(String).filter((text) => text !== '');
    }
    case 'reply': {
      const { protocol, status, code, enhanced, command } = symptom.where ?? {};
      const enhancedCodes = listed(enhanced).filter((text) => text !== '');
      const codes = listed(code).filter((number) => number !== 0);
      if (codes.length > 0 || enhancedCodes.length > 0) {
        return (codes.length > 0 ? codes : ['']).flatMap((number) =>
          (enhancedCodes.length > 0 ? enhancedCodes : ['']).map((more) => `${number} ${more}`.trim()),
        );
      }
      const parts = [
        listed(protocol)[0]?.toUpperCase(),
        listed(status)[0]?.toUpperCase(),
        listed(command)[0],
      ];
      const head = parts.filter((part) => part !== undefined && part !== '').join(' ');
      return head === '' ? [] : [head];
    }
    case 'graph-error':
      return listed(symptom.where?.code).filter((code) => code !== '');
    case 'network':
      return listed(symptom.where?.problem);
    case 'dsn':
      return listed(symptom.where?.status).filter((status) => status !== '');
    // What is shown there is of the case, not of the cause.
    case 'token':
    case 'token-answer':
    case 'scopes':
    case 'request':
    case 'bearer':
    case 'challenge':
    case 'host':
    case 'sign-in':
    case 'user':
    case 'told':
    case 'complaint':
    case 'own-error':
    case 'program-code':
    case 'prose':
      return [];
  }
}

function listed<V>(value: V | readonly V[] | undefined): V[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? [...(value as readonly V[])] : [value as V];
}

function phrase(text: string): string {
  return text.replaceAll('...', '…');
}
