// $select and $expand: which properties an answer has. A name that the type does not have is an error, as with Graph.

import { badRequest, badUri, GraphError } from '../error.ts';

/** Property by property what of it is wanted; undefined: the whole of it. */
export type Selection = Map<string, ReadonlySet<string> | undefined>;

export interface Expansion {
  readonly name: string;
  /** The options in parentheses, by name: '$select', '$filter', '$top'. */
  readonly options: ReadonlyMap<string, string>;
}

const namesMax = 200;

/**
 * @param known - the type's properties
 * @throws GraphError 400
 */
export function parseSelect(text: string, typeName: string, known: readonly string[]): Selection | undefined {
  const pieces = text.split(',').map((piece) => piece.trim());
  if (pieces.length > namesMax) throw badUri('$select names too many properties.');
  const selection: Selection = new Map();
  for (const piece of pieces) {
    if (piece === '*') return undefined;
    if (piece === '') continue;
    // A derived type in front of its property: microsoft.graph.fileAttachment/contentBytes.
    const [first = '', inner] = piece.replace(/^microsoft\.graph\.\w+\//i, '').split('/');
    const name = known.find((one) => one.toLowerCase() === first.toLowerCase());
    if (!name) {
      throw badRequest(
        `Parsing OData Select and Expand failed: Could not find a property named '${first}' on type 'microsoft.graph.${typeName}'.`,
      );
    }
    const before = selection.get(name);
    if (inner === undefined) selection.set(name, undefined);
    else if (!selection.has(name) || before) selection.set(name, new Set([...(before ?? []), inner]));
  }
  return selection;
}

/** `attachments($select=id,name;$top=5),singleValueExtendedProperties($filter=...)`. @throws GraphError 400 */
export function parseExpand(text: string): Expansion[] {
  return splitOutside(text, ',')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .map((piece) => {
      const [, name, inner] = /^([\w./*]+)\s*(?:\(([\s\S]*)\))?$/.exec(piece) ?? [];
      if (!name) throw badRequest(`Parsing OData Select and Expand failed: Syntax error in '${piece}'.`);
      const options = new Map<string, string>();
      for (const option of splitOutside(inner ?? '', ';')) {
        const equals = option.indexOf('=');
        if (equals > 0) options.set(option.slice(0, equals).trim().toLowerCase(), option.slice(equals + 1));
      }
      return { name, options };
    });
}

/** What is not in the list of expansions that the endpoint has. @throws GraphError 400, 501 */
export function checkExpansions(
  given: readonly Expansion[],
  possible: readonly string[],
  typeName: string,
): void {
  for (const { name } of given) {
    if (possible.some((one) => one.toLowerCase() === name.toLowerCase())) continue;
    if (notHere.has(name)) throw new GraphError(501, 'NotImplemented', `The sandbox has no $expand=${name}.`);
    throw badRequest(
      `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${typeName}'.`,
    );
  }
}

const notHere = new Set(['extensions', 'multiValueExtendedProperties', 'messageRules', 'messages', '*']);

/** The wanted part of a value that is an object. */
export function part(value: unknown, wanted: ReadonlySet<string> | undefined): unknown {
  if (!wanted || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const lower = new Set([...wanted].map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(value).filter(([name]) => lower.has(name.toLowerCase())));
}

function splitOutside(text: string, separator: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let quoted = false;
  let piece = '';
  for (const character of text) {
    if (character === "'") quoted = !quoted;
    if (!quoted && character === '(') depth += 1;
    if (!quoted && character === ')') depth -= 1;
    if (!quoted && depth === 0 && character === separator) {
      pieces.push(piece);
      piece = '';
    } else piece += character;
  }
  pieces.push(piece);
  return pieces;
}
