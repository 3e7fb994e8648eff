// $orderby, and Graph's rule about $orderby beside $filter: what is sorted by has to stand in the filter as well, in
// the same order and in front of everything else (documentation of "List messages"; 400 InefficientFilter).

import { badUri, GraphError } from '../error.ts';

export interface OrderKey {
  readonly path: readonly string[];
  readonly descending: boolean;
}

const keysMax = 8;

/** @throws GraphError 400 */
export function parseOrder(text: string): OrderKey[] {
  const keys = text.split(',').map((piece) => {
    const match = /^\s*([A-Za-z][\w./]*)(?:\s+(asc|desc))?\s*$/i.exec(piece);
    if (!match?.[1]) throw badUri(`Syntax error at position ${text.indexOf(piece)} in '${text}'.`);
    return { path: match[1].split('/'), descending: match[2]?.toLowerCase() === 'desc' };
  });
  if (keys.length > keysMax) throw badUri(`At most ${keysMax} properties can be sorted by.`);
  return keys;
}

/** @throws GraphError 400 InefficientFilter */
export function checkOrderAgainstFilter(order: readonly OrderKey[], filtered: readonly string[]): void {
  const fits = order.every(
    ({ path }, index) => filtered[index]?.toLowerCase() === path.join('/').toLowerCase(),
  );
  if (!fits) throw inefficient();
}

export const inefficient = (): GraphError =>
  new GraphError(
    400,
    'InefficientFilter',
    'The restriction or sort order is too complex for this operation.',
  );

/** Null first, as Exchange sorts; text without regard to case. */
export function compareValues(left: unknown, right: unknown): number {
  const [a, b] = [folded(left), folded(right)];
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}

function folded(value: unknown): string | number | null {
  if (typeof value === 'string') return value.toLowerCase();
  if (typeof value === 'number') return value;
  return typeof value === 'boolean' ? Number(value) : null;
}
