// The fields of an action's input, read from its schema: what a form asks for, what the OpenAPI document says, and how
// the text that somebody typed becomes the value that the schema checks.

import type { GenericSchema } from 'valibot';

export interface Field {
  readonly name: string;
  /** 'scalar' is a number or a word ("always", "91d"); 'json' whatever has no form of its own. */
  readonly kind: 'text' | 'number' | 'scalar' | 'flag' | 'choice' | 'list' | 'json';
  readonly required: boolean;
  /** Has a third state beside yes and no: as somebody else says. */
  readonly nullable: boolean;
  readonly choices: readonly string[];
  /** What it is when left out, where the schema says so. */
  readonly preset: unknown;
}

/** As much of a schema of valibot as is looked at here. */
interface Shape {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Shape>>;
  readonly wrapped?: Shape;
  readonly default?: unknown;
  readonly options?: ReadonlyArray<Shape | string | number | boolean>;
  readonly item?: Shape;
  readonly literal?: unknown;
}

export function fieldsOf(schema: GenericSchema<never, unknown> | GenericSchema): Field[] {
  const { entries = {} } = schema as unknown as Shape; // an input is a strict object
  return Object.entries(entries).map(([name, shape]) => fieldOf(name, shape));
}

const wrappers = new Set(['optional', 'exact_optional', 'nullable', 'nullish', 'undefinedable']);

function fieldOf(name: string, outer: Shape): Field {
  let shape = outer;
  let required = true;
  let nullable = false;
  let preset: unknown;
  while (wrappers.has(shape.type) && shape.wrapped) {
    if (shape.type !== 'nullable') required = false;
    if (shape.type.startsWith('null')) nullable = true;
    preset ??= shape.default;
    shape = shape.wrapped;
  }
  return { name, required, nullable, preset, ...kindOf(shape) };
}

function kindOf(shape: Shape): Pick<Field, 'kind' | 'choices'> {
  const options = shape.options ?? [];
  const shapes = options.filter((one): one is Shape => typeof one === 'object');
  switch (shape.type) {
    case 'boolean':
      return { kind: 'flag', choices: [] };
    case 'number':
      return { kind: 'number', choices: [] };
    case 'string':
      return { kind: 'text', choices: [] };
    case 'literal':
      return { kind: 'choice', choices: [String(shape.literal)] };
    case 'picklist':
      return { kind: 'choice', choices: options.map(String) };
    case 'array':
      return { kind: 'list', choices: shape.item ? kindOf(shape.item).choices : [] };
    case 'union': {
      const kinds = shapes.map(kindOf);
      const choices = kinds.flatMap((one) => one.choices);
      if (kinds.some(({ kind }) => kind === 'list')) return { kind: 'list', choices };
      if (kinds.some(({ kind }) => kind === 'json')) return { kind: 'json', choices };
      return { kind: kinds.every(({ kind }) => kind === 'choice') ? 'choice' : 'scalar', choices };
    }
    default:
      return { kind: 'json', choices: [] };
  }
}

/** Empties a list, which an empty field would leave alone. */
export const emptyList = 'none';

/** What a form was filled in with, as the action takes it: a field that was left empty is left out. */
export function inputOf(
  fields: readonly Field[],
  typed: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    const text = (typed[field.name] ?? '').trim();
    if (text !== '') input[field.name] = valueOf(field, text);
  }
  return input;
}

function valueOf({ kind, nullable, choices }: Field, text: string): unknown {
  if (nullable && text === 'null') return null;
  const isNumber = /^\d+(\.\d+)?$/.test(text);
  switch (kind) {
    case 'flag':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'number':
    case 'scalar':
      return isNumber ? Number(text) : text;
    case 'list':
      if (text === emptyList) return [];
      return choices.includes(text) ? text : text.split(',').map((one) => one.trim());
    case 'json':
      return parsed(text);
    case 'text':
    case 'choice':
      return text;
  }
}

/** What is no JSON stays text, for the schema to complain about. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

/** JSON Schema (2020-12) of one field. */
export function jsonSchemaOf({ kind, nullable, choices, preset }: Field): object {
  const types: Record<Field['kind'], object> = {
    text: { type: 'string' },
    number: { type: 'number' },
    scalar: { type: ['number', 'string'] },
    flag: { type: nullable ? ['boolean', 'null'] : 'boolean' },
    choice: { enum: choices },
    list: { oneOf: [{ type: 'array', items: { type: 'string' } }, { type: 'string' }] },
    json: {},
  };
  return { ...types[kind], ...(preset === undefined ? {} : { default: preset }) };
}
