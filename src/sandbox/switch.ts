// A behaviour that may be chosen: what it is, what may be chosen, and what is chosen unless somebody says otherwise. A
// table of these is the type of the settings, their defaults, the check of what somebody wants, and the documentation.

import * as v from 'valibot';

export interface Switch<Value extends string | number | boolean> {
  readonly about: string;
  readonly default: Value;
  readonly schema: v.GenericSchema<unknown, Value>;
  /** Where there are only a few. */
  readonly choices?: readonly Value[];
}

type SwitchTable = Readonly<Record<string, Switch<string> | Switch<number> | Switch<boolean>>>;

/** The first choice is the default. */
export function oneOf<const Choice extends string>(
  about: string,
  ...choices: [Choice, ...Choice[]]
): Switch<Choice> {
  return { about, default: choices[0], choices, schema: v.picklist(choices) };
}

export function onOff(about: string, preset: boolean): Switch<boolean> {
  return { about, default: preset, choices: [true, false], schema: v.boolean() };
}

export function whole(about: string, preset: number): Switch<number> {
  return { about, default: preset, schema: v.pipe(v.number(), v.integer(), v.minValue(0)) };
}

/** What a table's switches can be set to. */
export type Settings<Table extends SwitchTable> = {
  -readonly [Name in keyof Table]: Table[Name] extends Switch<infer Value> ? Value : never;
};

export function defaultsOf<Table extends SwitchTable>(table: Table): Settings<Table> {
  const entries = Object.entries(table).map(([name, one]) => [name, one.default]);
  return Object.fromEntries(entries) as Settings<Table>; // one entry a name of the table
}

/** Accepts any of the table's switches, each with a value that it knows, and nothing else. */
export function changeOf<Table extends SwitchTable>(
  table: Table,
): v.GenericSchema<Partial<Settings<Table>>, Partial<Settings<Table>>> {
  const entries = Object.entries(table).map(([name, one]) => [name, v.exactOptional(one.schema)]);
  // The schema is made of the table that the type is made of.
  return v.strictObject(Object.fromEntries(entries)) as unknown as v.GenericSchema<
    Partial<Settings<Table>>,
    Partial<Settings<Table>>
  >;
}
