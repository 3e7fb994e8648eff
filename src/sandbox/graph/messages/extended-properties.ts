// Properties of MAPI by their tags (documentation, "singleValueLegacyExtendedProperty"): those that Exchange keeps of every
// message and mail programs ask for. Which of them an answer has is said in $expand, and only there.

import { type Item, type LastVerb, lastVerbs } from '../../mailboxes/item.ts';
import { badRequest, notImplemented } from '../error.ts';
import { type Expression, parseFilter } from '../odata/filter.ts';

export interface ExtendedProperty {
  readonly id: string;
  readonly value: string;
}

const sizeTag = 0x0e08;
const lastVerbTag = 0x1081;

/** By tag (MS-OXPROPS); undefined for what this message does not have. */
const readers: Readonly<Record<number, (item: Item) => number | undefined>> = {
  // PidTagMessageSize: what it takes in the store, which is a little more than its MIME.
  [sizeTag]: ({ content }) => content.size + Math.ceil(content.size / 64) + 19,
  [lastVerbTag]: ({ lastVerb }) => lastVerb || undefined,
};

/** The tags that `$filter` names, `id eq 'Integer 0x0E08' or ...`. @throws GraphError 400 */
export function wantedTags(filter: string | undefined): readonly string[] {
  if (filter === undefined) {
    throw badRequest(
      'Extended properties need a $filter on their id within $expand.',
      'ErrorInvalidExtendedPropertyFilter',
    );
  }
  return idsIn(parseFilter(filter)).map(canonical);
}

/** Those of `ids` that the message has, as Graph writes them back: without leading zeros, in lower case. */
export function extendedProperties(item: Item, ids: readonly string[]): readonly ExtendedProperty[] {
  return ids.flatMap((id) => {
    const value = readers[tagOf(id) ?? 0]?.(item);
    return value === undefined ? [] : [{ id, value: String(value) }];
  });
}

/** What a client writes. @throws GraphError 400, 501 for a property that the sandbox does not keep */
export function lastVerbIn(properties: readonly ExtendedProperty[]): LastVerb | undefined {
  let verb: LastVerb | undefined;
  for (const { id, value } of properties) {
    if (tagOf(canonical(id)) !== lastVerbTag) throw notImplemented(`the extended property ${id}`);
    verb = lastVerbs.find((known) => String(known) === value);
    if (verb === undefined) throw notImplemented(`the last verb ${value}`);
  }
  return verb;
}

function idsIn(node: Expression): readonly string[] {
  if (node.kind === 'or') return node.parts.flatMap(idsIn);
  if (node.kind === 'compare' && node.op === 'eq' && node.left.kind === 'path') {
    const [property, ...rest] = node.left.path;
    const { right } = node;
    if (property === 'id' && rest.length === 0 && right.kind === 'literal' && right.literal.type === 'string')
      return [right.literal.value];
  }
  throw badRequest('Extended properties are filtered by their id.', 'ErrorInvalidExtendedPropertyFilter');
}

/** `Integer 0x0E08` and `String {guid} Name Color` are names of properties. @throws GraphError 400 */
function canonical(id: string): string {
  const tag = tagOf(id);
  if (tag !== undefined) return id.replace(/0x[0-9a-f]+$/i, `0x${tag.toString(16)}`);
  if (/^\w+ (?:0x[0-9a-f]+|\{[0-9a-f-]{36}\} (?:Name .+|Id 0x[0-9a-f]+))$/i.test(id)) return id;
  throw badRequest(`The extended property id '${id}' is not valid.`, 'ErrorInvalidPropertyId');
}

function tagOf(id: string): number | undefined {
  const digits = /^Integer 0x([0-9a-f]{1,8})$/i.exec(id)?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}
