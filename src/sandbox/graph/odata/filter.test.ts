// $filter by grammar: what is refused, then random expressions against an evaluator of their own.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GraphError } from '../error.ts';
import { compile } from './evaluate.ts';
import { parseFilter, propertiesOf } from './filter.ts';

it.each([
  ['isRead eq', 'Syntax error at position 9'],
  ["subject eq 'open", 'There is an unterminated string literal'],
  ['isRead eq true)', 'Syntax error at position 14'],
  ['(isRead eq true', 'Syntax error at position 15'],
  ['isRead eq true isDraft eq true', 'Syntax error at position 15'],
  ['contains(subject)', 'No function signature'],
  ["substringof('a',subject)", "An unknown function with name 'substringof'"],
  ['receivedDateTime ge 2026-13-45T00:00:00Z', 'Unrecognized'],
  ['subject eq "double"', "Syntax error: character '\"' is not valid at position 11"],
  ['a/any(x x eq 1)', 'Syntax error'],
  ['subject in ()', 'Syntax error'],
  [`${'('.repeat(60)}isRead${')'.repeat(60)}`, 'The recursion limit'],
  [`${'not '.repeat(60)}isRead`, 'The recursion limit'],
  [Array.from({ length: 200 }, () => 'isRead').join(' and '), 'The node count limit'],
  ['x'.repeat(9000), 'The expression is too long'],
])('%s is refused', (text, message) => {
  // The limit of nodes counts more than there are names.
  const expression = text.startsWith('isRead and') ? text.replaceAll('isRead', 'isRead eq true') : text;
  expect(() => parseFilter(expression)).toThrow(message);
});

it('names properties in the order of the text', () => {
  const text =
    "receivedDateTime ge 2026-01-01 and (from/emailAddress/address eq 'a' or categories/any(c:c eq receivedDateTime))";
  expect(propertiesOf(parseFilter(text))).toEqual([
    'receivedDateTime',
    'from/emailAddress/address',
    'categories',
  ]);
});

interface Row {
  subject: string | null;
  size: number;
  isRead: boolean;
  at: string;
  categories: string[];
  from: { address: string } | null;
}
/** An expression as text, and what it means by a way of its own. */
interface Case {
  text: string;
  holds: (row: Row) => boolean;
}

const word = fc.constantFrom('', 'a', 'B', "o'x", 'ab', 'žluť', 'A b');
const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const instant = fc
  .integer({ min: 0, max: 20 })
  .map((day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString());
const row: fc.Arbitrary<Row> = fc.record({
  subject: fc.option(word),
  size: fc.integer({ min: -3, max: 3 }),
  isRead: fc.boolean(),
  at: instant,
  categories: fc.array(word, { maxLength: 3 }),
  from: fc.option(fc.record({ address: word })),
});

const relations: Array<[string, (sign: number) => boolean]> = [
  ['eq', (sign) => sign === 0],
  ['ne', (sign) => sign !== 0],
  ['gt', (sign) => sign > 0],
  ['ge', (sign) => sign >= 0],
  ['lt', (sign) => sign < 0],
  ['le', (sign) => sign <= 0],
];
const relation = fc.constantFrom(...relations);
const order = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
const lower = (text: string): string => text.toLowerCase();
/** Null equals null alone, and is neither more nor less than anything. */
const textRelation = (
  [op, test]: (typeof relations)[number],
  value: string | null,
  wanted: string,
): boolean => (value === null ? op === 'ne' : test(order(lower(value), lower(wanted))));

const leaf: fc.Arbitrary<Case> = fc.oneof(
  fc.tuple(relation, word).map(([one, wanted]) => ({
    text: `subject ${one[0]} ${quote(wanted)}`,
    holds: (r: Row) => textRelation(one, r.subject, wanted),
  })),
  fc.tuple(relation, word).map(([one, wanted]) => ({
    text: `from/address ${one[0]} ${quote(wanted)}`,
    holds: (r: Row) => textRelation(one, r.from?.address ?? null, wanted),
  })),
  fc.tuple(relation, fc.integer({ min: -3, max: 3 })).map(([[op, test], wanted]) => ({
    text: `${wanted} ${op} size`,
    holds: (r: Row) => test(order(wanted, r.size)),
  })),
  fc.tuple(relation, instant).map(([[op, test], wanted]) => ({
    text: `at ${op} ${wanted.slice(0, 19)}Z`,
    holds: (r: Row) => test(order(r.at, wanted)),
  })),
  fc.constantFrom('eq', 'ne').map((op) => ({
    text: `subject ${op} null`,
    holds: (r: Row) => (r.subject === null) === (op === 'eq'),
  })),
  fc.boolean().map((wanted) => ({ text: `isRead eq ${wanted}`, holds: (r: Row) => r.isRead === wanted })),
  fc.constant({ text: 'isRead', holds: (r: Row) => r.isRead }),
  fc.tuple(fc.constantFrom('contains', 'startswith', 'endswith'), word).map(([name, piece]) => ({
    text: `${name}(subject,${quote(piece)}) eq true`,
    holds: ({ subject }: Row) => {
      if (subject === null) return false;
      const [whole, wanted] = [lower(subject), lower(piece)];
      if (name === 'contains') return whole.includes(wanted);
      return name === 'startswith' ? whole.startsWith(wanted) : whole.endsWith(wanted);
    },
  })),
  fc.array(word, { minLength: 1, maxLength: 3 }).map((list) => ({
    text: `subject in (${list.map(quote).join(', ')})`,
    holds: (r: Row) => r.subject !== null && list.map(lower).includes(lower(r.subject)),
  })),
  fc.tuple(fc.constantFrom('any', 'all'), word).map(([kind, wanted]) => ({
    text: `categories/${kind}(c:c eq ${quote(wanted)})`,
    holds: ({ categories }: Row) => {
      const same = categories.map((one) => lower(one) === lower(wanted));
      return kind === 'any' ? same.includes(true) : !same.includes(false);
    },
  })),
  fc.constant({ text: 'categories/any()', holds: (r: Row) => r.categories.length > 0 }),
);

const { expression } = fc.letrec<{ expression: Case }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.tuple(fc.constantFrom('and', 'or'), tie('expression'), tie('expression')).map(([op, a, b]) => ({
      text: `(${a.text}) ${op} (${b.text})`,
      holds: (r: Row) => (op === 'and' ? a.holds(r) && b.holds(r) : a.holds(r) || b.holds(r)),
    })),
    tie('expression').map((a) => ({ text: `not (${a.text})`, holds: (r: Row) => !a.holds(r) })),
    fc.tuple(leaf, leaf, leaf).map(([a, b, c]) => ({
      text: `${a.text} or ${b.text} and ${c.text}`,
      holds: (r: Row) => a.holds(r) || (b.holds(r) && c.holds(r)),
    })),
  ),
}));

it('means what an evaluator of its own says', () => {
  fc.assert(
    fc.property(expression, fc.array(row, { minLength: 1, maxLength: 8 }), (one, rows) => {
      const matches = compile(parseFilter(one.text));
      for (const r of rows) {
        expect([one.text, r, matches((name) => r[name as keyof Row] ?? null)]).toEqual([
          one.text,
          r,
          one.holds(r),
        ]);
      }
    }),
    { numRuns: 500 },
  );
});

const scrap = fc.constantFrom(
  ..."( ) , ' '' : / eq and or not any all in contains null true 1 -2.5 2026-01-01 2026-01-01T00:00:00Z subject c:c categories \" % é $it @x".split(
    ' ',
  ),
);

it('throws nothing but its own refusals', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 200 }),
        fc.array(scrap, { maxLength: 40 }).map((all) => all.join(' ')),
      ),
      (text) => {
        try {
          compile(parseFilter(text))(() => null);
        } catch (error) {
          expect(error).toBeInstanceOf(GraphError);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
