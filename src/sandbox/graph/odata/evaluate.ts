// What a $filter says about one row. Text is compared without regard to case, as Exchange does; a comparison with a
// value of another kind is false, and nothing here throws.

import type { Expression } from './filter.ts';
import type { Literal } from './lexer.ts';

/** A property of the row by its first name; the rest of a path is walked here. */
export type Row = (name: string) => unknown;

/** True, false, or null where OData says that the answer is unknown: it does not match then. */
export function compile(expression: Expression): (row: Row) => boolean {
  const run = compiled(expression);
  return (row) => run(row) === true;
}

function compiled(node: Expression): (row: Row) => unknown {
  switch (node.kind) {
    case 'literal': {
      const value = node.literal.type === 'date' ? new Instant(node.literal.value) : node.literal.value;
      return () => value;
    }
    case 'path':
      return (row) => valueAt(row, node.path);
    case 'compare': {
      const left = compiled(node.left);
      const right = compiled(node.right);
      return (row) => compare(node.op, left(row), right(row));
    }
    case 'in': {
      const left = compiled(node.left);
      const values = node.values.map(literalValue);
      return (row) => {
        const value = left(row);
        return values.some((wanted) => compare('eq', value, wanted));
      };
    }
    case 'and': {
      const parts = node.parts.map(compiled);
      return (row) => parts.every((part) => part(row) === true);
    }
    case 'or': {
      const parts = node.parts.map(compiled);
      return (row) => parts.some((part) => part(row) === true);
    }
    case 'not': {
      const inner = compiled(node.inner);
      return (row) => {
        const value = inner(row);
        return typeof value === 'boolean' ? !value : null;
      };
    }
    case 'call': {
      const given = node.arguments.map(compiled);
      return (row) => call(node.name, given[0]?.(row), given[1]?.(row));
    }
    case 'any':
    case 'all': {
      const inner = node.inner && compiled(node.inner);
      return (row) => {
        const members = valueAt(row, node.path);
        if (!Array.isArray(members)) return false;
        if (!inner) return members.length > 0;
        const holds = (member: unknown): boolean =>
          inner((name) => (name === node.variable ? member : row(name))) === true;
        return node.kind === 'any' ? members.some(holds) : members.every(holds);
      };
    }
  }
}

function valueAt(row: Row, path: readonly string[]): unknown {
  let value: unknown = row(path[0] ?? '');
  for (const name of path.slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
    value = (value as Record<string, unknown>)[name]; // an object with that name of its own
  }
  return value ?? null;
}

/** Dates of rows are texts; a date in the expression says that they are to be read as dates. */
class Instant {
  readonly ms: number;
  constructor(ms: number) {
    this.ms = ms;
  }
}

function literalValue(literal: Literal): unknown {
  return literal.type === 'date' ? new Instant(literal.value) : literal.value;
}

function compare(op: string, left: unknown, right: unknown): boolean {
  if (left === null || right === null) {
    const same = left === right;
    return op === 'eq' ? same : op === 'ne' ? !same : false;
  }
  const order = ordered(left, right);
  switch (op) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'gt':
      return order !== undefined && order > 0;
    case 'ge':
      return order !== undefined && order >= 0;
    case 'lt':
      return order !== undefined && order < 0;
    default:
      return order !== undefined && order <= 0;
  }
}

/** Undefined where the two cannot be compared. */
function ordered(left: unknown, right: unknown): number | undefined {
  if (left instanceof Instant || right instanceof Instant) {
    const difference = instant(left) - instant(right);
    return Number.isNaN(difference) ? undefined : difference;
  }
  if (typeof left === 'string' && typeof right === 'string') {
    const [a, b] = [left.toLowerCase(), right.toLowerCase()];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  if (typeof left !== typeof right) return undefined;
  if (typeof left === 'number' || typeof left === 'boolean') return Number(left) - Number(right);
  return undefined;
}

function instant(value: unknown): number {
  if (value instanceof Instant) return value.ms;
  return typeof value === 'string' ? Date.parse(value) : Number.NaN;
}

function call(name: string, first: unknown, second: unknown): unknown {
  if (typeof first !== 'string') return null;
  switch (name) {
    case 'tolower':
      return first.toLowerCase();
    case 'toupper':
      return first.toUpperCase();
    case 'trim':
      return first.trim();
    case 'length':
      return first.length;
  }
  if (typeof second !== 'string') return null;
  const [text, piece] = [first.toLowerCase(), second.toLowerCase()];
  if (name === 'contains') return text.includes(piece);
  return name === 'startswith' ? text.startsWith(piece) : text.endsWith(piece);
}
