// Evidence that came by flags instead of in a text: `--scopes`, `--token`, `--host`, `--user`, `--account-type` and their like.

import { fail } from '../errors/error.ts';
import type { Evidence } from './evidence.ts';
import { factSheets } from './facts.ts';
import { recognise } from './recognise.ts';
import { splitScopes } from './scopes/read-scopes.ts';
import { readToken } from './token-reading.ts';

export interface Given {
  readonly scopes?: string | undefined;
  /** The token itself; it is read and not kept. */
  readonly token?: string | undefined;
  /** `outlook.office365.com` or `smtp.office365.com:587`. */
  readonly host?: string | undefined;
  readonly user?: string | undefined;
  readonly accountType?: string | undefined;
  readonly protocol?: string | undefined;
  /** What else is known, `token.audience=graph`: facts by their names (facts.ts). */
  readonly facts?: readonly string[] | undefined;
}

/** @throws `usage` for a fact that does not exist or cannot have that value, with those that can */
export function evidenceOfGiven(given: Given, nowMs: number): Evidence[] {
  const { scopes, token, host, user, accountType, protocol, facts = [] } = given;
  const told = (fact: string, value: string): Evidence => ({
    kind: 'told',
    fact,
    value,
    place: from(`${fact}=${value}`),
  });
  return [
    ...(scopes === undefined ? [] : [scopesGiven(scopes)]),
    ...(token === undefined ? [] : tokenGiven(token, nowMs).map(withoutPlace)),
    ...(host === undefined ? [] : recognise(host, nowMs).map(withoutPlace)),
    ...(user === undefined ? [] : [{ kind: 'user', address: user, place: from(user) } as const]),
    ...(accountType === undefined ? [] : [told('account.type', accountType)]),
    ...(protocol === undefined ? [] : [told('protocol', protocol)]),
    ...facts.map((pair) => told(...factGiven(pair))),
  ];
}

/** Also the answer that it came in, or its claims. What is none of these was sent as one all the same. */
function tokenGiven(text: string, nowMs: number): Evidence[] {
  const found = recognise(text, nowMs);
  if (found.length > 0) return found;
  return [{ kind: 'token', ...readToken(text.trim(), nowMs), place: from('***') }];
}

function scopesGiven(text: string): Evidence {
  const list = splitScopes(text);
  return { kind: 'scopes', list, from: 'given', place: from(list.join(' ')) };
}

function factGiven(pair: string): [string, string] {
  const [name = '', value = ''] = pair.split('=', 2);
  const sheet = Object.entries(factSheets).find(([fact]) => fact === name)?.[1];
  const values: readonly string[] = sheet?.values ?? [];
  if (values.includes(value)) return [name, value];
  const problem = sheet
    ? `"${name}" is one of ${values.join(', ')}`
    : `"${name}" is not a fact; those known are ${Object.keys(factSheets).join(', ')}`;
  throw fail('usage', { problem, help: 'mailgrant help explain' });
}

function withoutPlace(evidence: Evidence): Evidence {
  return { ...evidence, place: { line: 0, quote: evidence.place.quote } };
}

function from(quote: string): Evidence['place'] {
  return { line: 0, quote: quote.slice(0, 200) };
}
