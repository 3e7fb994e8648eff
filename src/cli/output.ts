// The three shapes of a result: a table for a terminal, tab-separated lines for a pipe, JSON for --json.

import { fail } from '../errors/error.ts';
import { type Call, optionText } from './command.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface Column {
  readonly field: string;
  readonly title: string;
  /** How a person reads the value; a pipe gets it as it is. */
  readonly show?: (value: unknown, row: Row) => string;
}

/** Prints `rows`: as --json asks, else as a table or as lines. `empty` is said on stderr when there is nothing. */
export function printRows(
  call: Call,
  rows: readonly Row[],
  columns: readonly Column[],
  options: { fields: readonly string[]; empty: string },
): void {
  const { streams } = call;
  const json = jsonFields(call, options.fields);
  if (json) {
    streams.out(
      JSON.stringify(
        rows.map((row) => pick(row, json)),
        null,
        streams.outIsTerminal ? 2 : undefined,
      ),
    );
    return;
  }
  if (rows.length === 0) return streams.err(options.empty);
  if (!streams.outIsTerminal) {
    for (const row of rows) streams.out(tabbed(columns.map(({ field }) => row[field])));
    return;
  }
  const cells = rows.map((row) =>
    columns.map(({ field, show }) => show?.(row[field], row) ?? plain(row[field])),
  );
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...cells.map((line) => visibleLength(line[index] ?? ''))),
  );
  const line = (values: readonly string[]): string =>
    values
      .map((value, index) => value + ' '.repeat(Math.max(0, (widths[index] ?? 0) - visibleLength(value))))
      .join('  ')
      .trimEnd();
  streams.out(streams.paint.dim(line(columns.map(({ title }) => title))));
  for (const values of cells) streams.out(line(values));
}

/** Prints one object: `name: value` lines for people and pipes, or what --json asks for. */
export function printRecord(
  call: Call,
  row: Row,
  options: { fields: readonly string[]; labels: ReadonlyArray<readonly [string, string]> },
): void {
  const { streams } = call;
  const json = jsonFields(call, options.fields);
  if (json) return streams.out(JSON.stringify(pick(row, json), null, streams.outIsTerminal ? 2 : undefined));
  const width = Math.max(...options.labels.map(([, label]) => label.length)) + 2;
  for (const [field, label] of options.labels) {
    const value = row[field];
    if (value === undefined || value === null || value === '') continue;
    streams.out(`${streams.paint.dim(label.padEnd(width))}${plain(value)}`);
  }
}

/**
 * What --json asks for: undefined without it, all fields for `--json`, those named for `--json a,b`.
 *
 * @throws `usage` for an unknown field, with the list of known ones
 */
export function jsonFields(call: Call, known: readonly string[]): readonly string[] | undefined {
  const asked = call.options['json'];
  if (asked === undefined || asked === false) return undefined;
  const fields = (optionText(call, 'json') ?? '').split(',').filter((field) => field !== '');
  for (const field of fields) {
    if (known.includes(field)) continue;
    throw fail('usage', {
      problem: `--json knows no field "${field}"; it knows ${known.join(', ')}`,
      help: 'mailgrant help',
    });
  }
  return fields.length === 0 ? known : fields;
}

export function pick(row: Row, fields: readonly string[]): Row {
  return Object.fromEntries(fields.map((field) => [field, row[field] ?? null]));
}

/** A line of a pipe. */
export function tabbed(values: readonly unknown[]): string {
  return values.map(plain).join('\t');
}

function plain(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(plain).join(' ');
  // What is left beside objects prints as itself: text, numbers, booleans.
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  // Names come from other people: none may move the cursor, turn the direction, end a line or a column.
  return text.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, ' ');
}

function visibleLength(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour sequences begin with ESC
  return text.replace(/\u001b\[\d+m/g, '').length;
}

/** 'in 47 min', '3 days ago': how people say when. */
export function saidTime(atMs: number, nowMs: number): string {
  const away = Math.abs(atMs - nowMs) / 1000;
  const [value, unit] =
    away < 90
      ? [away, 's']
      : away < 5_400
        ? [away / 60, 'min']
        : away < 129_600
          ? [away / 3600, 'h']
          : [away / 86_400, 'days'];
  const amount = `${Math.round(value)} ${unit}`;
  return atMs >= nowMs ? `in ${amount}` : `${amount} ago`;
}
