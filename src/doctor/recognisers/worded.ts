// An expression that is compiled only for a text that may fit it (docs/adr/0118). Compiling one takes Node.js up to two
// milliseconds, a short line is asked about a hundred of them, and hardly any of their words stand in it.
//
// The words are read out of the expression: from source when it is first asked, in what is built when it was
// (tools/expression-words.ts), which therefore reads `worded(` and the expression behind it.

import { type Group, groupsNeeded } from './words-needed.ts';

/** What recognisers ask of a regular expression. */
export interface Expression {
  test(text: string): boolean;
  exec(text: string): RegExpExecArray | null;
}

/** So often its words are looked for: in a log the expression is compiled by then, and sooner run. */
const askedMax = 200;

/**
 * @param pattern - without g and y: it has no place at which it goes on
 * @param written - its words, where they have been read: 'auth|login&token' needs one of the first two, and the third
 */
export function worded(pattern: RegExp, written?: string): Expression {
  let groups: readonly Group[] | undefined;
  let asked = 0;
  const mayFit = (text: string): boolean => {
    if (asked === askedMax) return true;
    asked += 1;
    groups ??= written === undefined ? groupsNeeded(pattern) : groupsOf(written);
    return hasAll(lowerOf(text), groups);
  };
  return {
    test: (text) => mayFit(text) && pattern.test(text),
    exec: (text) => (mayFit(text) ? pattern.exec(text) : null),
  };
}

/** As `writeGroups` wrote them. */
export function groupsOf(written: string): readonly Group[] {
  return written === '' ? [] : written.split('&').map((group) => group.split('|'));
}

/** @param lower - in lower case */
export function hasAll(lower: string, groups: readonly Group[]): boolean {
  for (const group of groups) if (!hasOne(lower, group)) return false;
  return true;
}

function hasOne(lower: string, group: Group): boolean {
  for (const word of group) if (lower.includes(word)) return true;
  return false;
}

let last: { readonly text: string; readonly lower: string } | undefined;

/** One text is asked about by many. */
function lowerOf(text: string): string {
  if (last?.text !== text) last = { text, lower: text.toLowerCase() };
  return last.lower;
}
