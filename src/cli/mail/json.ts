// Rows as JSON while they come: one array, or with --jsonl a line for each. Memory stays flat, and a program that reads
// lines can begin before the last one is there.

import type { Call, CommandOption } from '../command.ts';
import { pick, type Row } from '../output.ts';

export const jsonlOption: CommandOption = { flags: '--jsonl', about: 'print a line of JSON for each' };

export async function printJson(
  call: Call,
  rows: AsyncIterable<Row> | Iterable<Row>,
  fields: readonly string[],
): Promise<number> {
  const { streams } = call;
  const lines = call.options['jsonl'] === true;
  const indent = !lines && streams.outIsTerminal ? 2 : undefined;
  let count = 0;
  if (!lines) streams.write('[');
  for await (const row of rows) {
    const text = JSON.stringify(pick(row, fields), null, indent);
    streams.write(lines ? `${text}\n` : `${count === 0 ? '' : ','}\n${text}`);
    count += 1;
  }
  if (!lines) streams.write(count === 0 ? ']\n' : '\n]\n');
  return count;
}
