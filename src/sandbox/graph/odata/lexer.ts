// The words of an OData expression (OData 4.01 ABNF, as far as Graph's mail takes it). Knows no grammar and no
// properties; positions go into the service's own sentences about syntax errors.

import { badUri } from '../error.ts';

export type Literal =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  /** DateTimeOffset or Date, in milliseconds. */
  | { readonly type: 'date'; readonly value: number }
  | { readonly type: 'null'; readonly value: null };

export type Word =
  | { readonly kind: 'literal'; readonly at: number; readonly literal: Literal }
  /** Operators too: `eq`, `and`, `any` are names until the parser looks at where they stand. */
  | { readonly kind: 'name'; readonly at: number; readonly text: string }
  | { readonly kind: 'mark'; readonly at: number; readonly text: string }
  | { readonly kind: 'end'; readonly at: number };

/** Graph's gateway takes no longer URLs; the expression is most of one. */
export const expressionCharsMax = 8000;

const date = /\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?(?:Z|[+-]\d\d:\d\d)?)?/iy;
const number = /-?\d{1,18}(?:\.\d{1,18})?(?:e[+-]?\d{1,3})?/iy;
const name = /[\p{L}_@$][\p{L}\p{N}_.]*/uy;

/** @throws GraphError 400 */
export function words(text: string): Word[] {
  if (text.length > expressionCharsMax) throw badUri('The expression is too long.');
  const found: Word[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  while (at < text.length) {
    const character = text[at] ?? '';
    if (/\s/.test(character)) {
      at += 1;
      continue;
    }
    const start = at;
    if (character === "'") {
      const end = closingQuote(text, at);
      found.push({ kind: 'literal', at: start, literal: stringLiteral(text.slice(at + 1, end)) });
      at = end + 1;
      continue;
    }
    if ('(),/:'.includes(character)) {
      found.push({ kind: 'mark', at: start, text: character });
      at += 1;
      continue;
    }
    const day = match(date);
    if (day !== undefined) {
      found.push({ kind: 'literal', at: start, literal: { type: 'date', value: dateValue(day) } });
      at += day.length;
      continue;
    }
    const digits = match(number);
    if (digits !== undefined) {
      found.push({ kind: 'literal', at: start, literal: { type: 'number', value: Number(digits) } });
      at += digits.length;
      continue;
    }
    const text_ = match(name);
    if (text_ === undefined) {
      throw badUri(`Syntax error: character '${character}' is not valid at position ${at} in '${text}'.`);
    }
    at += text_.length;
    // microsoft.graph.importance'high' is the long way to write 'high'.
    if (text[at] === "'" && text_.includes('.')) continue;
    found.push(nameOrConstant(text_, start));
  }
  found.push({ kind: 'end', at: text.length });
  return found;
}

function nameOrConstant(text: string, at: number): Word {
  if (text === 'true' || text === 'false') {
    return { kind: 'literal', at, literal: { type: 'boolean', value: text === 'true' } };
  }
  if (text === 'null') return { kind: 'literal', at, literal: { type: 'null', value: null } };
  return { kind: 'name', at, text };
}

/** A quote inside is written twice. */
function closingQuote(text: string, from: number): number {
  let at = from + 1;
  for (;;) {
    const end = text.indexOf("'", at);
    if (end < 0)
      throw badUri(`There is an unterminated string literal at position ${text.length} in '${text}'.`);
    if (text[end + 1] !== "'") return end;
    at = end + 2;
  }
}

function stringLiteral(inner: string): Literal {
  return { type: 'string', value: inner.replaceAll("''", "'") };
}

/** Without a zone it is UTC. */
function dateValue(text: string): number {
  const whole = text.length > 10 && !/(?:Z|[+-]\d\d:\d\d)$/i.test(text) ? `${text}Z` : text;
  const ms = Date.parse(whole);
  if (Number.isNaN(ms)) throw badUri(`Unrecognized 'Edm.DateTimeOffset' literal '${text}'.`);
  return ms;
}
