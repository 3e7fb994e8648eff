// The options of a request for a collection (OData 4.01 URL conventions, section 5), read and checked against the type
// that is asked for. Paging links carry an opaque token and everything else as the client wrote it.

import { badRequest, badUri, GraphError, notImplemented } from '../error.ts';
import { compile, type Row } from './evaluate.ts';
import { type Expression, parseFilter, propertiesOf } from './filter.ts';
import { checkOrderAgainstFilter, type OrderKey, parseOrder } from './order.ts';
import { checkExpansions, type Expansion, parseExpand, parseSelect, type Selection } from './select.ts';

export interface TypeShape {
  /** 'message' of microsoft.graph.message. */
  readonly name: string;
  readonly properties: readonly string[];
  readonly expandable: readonly string[];
}

export interface CollectionOptions {
  readonly top: number;
  readonly skip: number;
  readonly count: boolean;
  readonly select: Selection | undefined;
  readonly expand: readonly Expansion[];
  readonly filter: Filter | undefined;
  readonly order: readonly OrderKey[];
  readonly search: string | undefined;
  readonly skipToken: readonly unknown[] | undefined;
}

export interface Filter {
  readonly matches: (row: Row) => boolean;
  readonly expression: Expression;
}

const known = new Set([
  '$top',
  '$skip',
  '$select',
  '$orderby',
  '$count',
  '$filter',
  '$search',
  '$expand',
  '$skiptoken',
  '$deltatoken',
  '$format',
]);
const elsewhere = new Set(['$apply', '$compute', '$levels', '$index', '$schemaversion']);
/** Gateways cut at about this length. */
const urlCharsMax = 16_000;

/** @throws GraphError 400 for what is not OData or not of the type, 501 for what the sandbox lacks. */
export function readOptions(url: URL, type: TypeShape, pageSize = 10): CollectionOptions {
  if (url.href.length > urlCharsMax) throw badUri('The URL is too long.');
  const given = optionsOf(url);
  const filterText = given.get('$filter')?.trim();
  const expression = filterText ? parseFilter(filterText) : undefined;
  const filtered = expression ? propertiesOf(expression) : [];
  checkNames(filtered, type);
  const orderText = given.get('$orderby')?.trim();
  const order = orderText ? parseOrder(orderText) : [];
  checkNames(
    order.map(({ path }) => path.join('/')),
    type,
  );
  if (expression) checkOrderAgainstFilter(order, filtered);
  const search = given.get('$search')?.trim() || undefined;
  if (search !== undefined)
    checkBesideSearch({ filtered: expression !== undefined, ordered: order.length > 0 });
  const expand = parseExpand(given.get('$expand') ?? '');
  checkExpansions(expand, type.expandable, type.name);
  const select = given.get('$select');
  return {
    top: readNumber('$top', given.get('$top'), { min: 1, max: 1000, otherwise: pageSize }),
    skip: readNumber('$skip', given.get('$skip'), { min: 0, max: Number.MAX_SAFE_INTEGER, otherwise: 0 }),
    count: readBoolean(given.get('$count')),
    select:
      select === undefined
        ? undefined
        : parseSelect(select, type.name, [...type.properties, ...type.expandable]),
    expand,
    filter: expression && { expression, matches: compile(expression) },
    order,
    search,
    skipToken: readToken(given.get('$skiptoken')),
  };
}

/** The request's own URL with `token` for what has been shown already. */
export function linkWith(url: URL, name: '$skiptoken' | '$deltatoken', token: readonly unknown[]): string {
  const next = new URL(url);
  for (const key of [...next.searchParams.keys()]) {
    if (['$skip', '$skiptoken', '$deltatoken'].includes(key.toLowerCase())) next.searchParams.delete(key);
  }
  next.searchParams.set(name, Buffer.from(JSON.stringify(token)).toString('base64url'));
  next.search = next.search.replaceAll('%24', '$');
  return next.href;
}

/** @throws GraphError 400 */
export function readToken(text: string | undefined): readonly unknown[] | undefined {
  if (text === undefined) return undefined;
  const wrong = badRequest('The skip token or delta token is not valid.', 'ErrorInvalidUrlQuery');
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(value)) return value;
    throw wrong;
  } catch (error) {
    if (error instanceof SyntaxError) throw wrong;
    throw error;
  }
}

/** The options by their name in lower case; the last of two wins. */
export function optionsOf(url: URL): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of url.searchParams) {
    const lower = name.toLowerCase();
    if (!lower.startsWith('$')) continue;
    if (elsewhere.has(lower)) throw notImplemented(`${lower} here`);
    if (!known.has(lower)) throw badUri(`The query parameter '${name}' is not valid.`);
    found.set(lower, value);
  }
  return found;
}

function checkNames(paths: readonly string[], type: TypeShape): void {
  for (const path of paths) {
    const [first = ''] = path.split('/');
    if (type.properties.includes(first)) continue;
    if (type.expandable.includes(first)) throw notImplemented(`filter or order by ${first}`);
    throw badUri(`Could not find a property named '${first}' on type 'microsoft.graph.${type.name}'.`);
  }
}

function checkBesideSearch(beside: { filtered: boolean; ordered: boolean }): void {
  if (beside.ordered) {
    throw badRequest("The query parameter '$orderBy' is not supported with '$search'.", 'SearchWithOrderBy');
  }
  if (beside.filtered) {
    throw badRequest("The query parameter '$filter' is not supported with '$search'.", 'SearchWithFilter');
  }
}

function readBoolean(text: string | undefined): boolean {
  if (text === undefined || /^false$/i.test(text)) return false;
  if (/^true$/i.test(text)) return true;
  throw badUri(`Invalid value '${text}' for $count query option found. Valid values are true or false.`);
}

function readNumber(
  name: string,
  text: string | undefined,
  limits: { min: number; max: number; otherwise: number },
): number {
  if (text === undefined) return limits.otherwise;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= limits.min && value <= limits.max) return value;
  if (Number.isNaN(value)) {
    throw badUri(
      `Invalid value '${text}' for ${name} query option found. The ${name} query option requires a non-negative integer value.`,
    );
  }
  throw new GraphError(
    400,
    'ErrorInvalidParameter',
    `The value of ${name} must be between ${limits.min} and ${limits.max}.`,
  );
}
