// What the likeness of words is learned from besides the pages: the reports of test/doctor/corpus, which lie in the repository
// and not in the package. Read when the package is built, and from source.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

/**
 * `reports`: written first, in one voice. `holdout`: in another, before anybody had seen what becomes of them. `wild`: after
 * what people wrote in public about other programs; each file was measured before it was looked at (docs/adr/0066).
 */
export const halves = ['reports', 'holdout', 'later', 'wild'] as const;
export type Half = (typeof halves)[number];

export interface Report {
  /** File and position in it: 'reports/imap #3'. */
  readonly name: string;
  /** The file: 'reports/imap'. */
  readonly part: string;
  readonly text: string;
  readonly is: readonly string[];
}

export function allReports(): Report[] {
  return halves.flatMap(reportsOf);
}

export function reportsOf(half: Half): Report[] {
  const folder = fileURLToPath(new URL(`../../../test/doctor/corpus/${half}/`, import.meta.url));
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => {
      const entries: unknown = parse(readFileSync(join(folder, file), 'utf8'));
      if (!Array.isArray(entries)) throw new Error(`${file} is no list`);
      return entries.map((entry, index) => reportOf(entry, `${half}/${basename(file, '.yaml')}`, index + 1));
    });
}

function reportOf(entry: unknown, part: string, number: number): Report {
  const name = `${part} #${number}`;
  if (typeof entry !== 'object' || entry === null || !('is' in entry) || !('text' in entry))
    throw new Error(`${name} has no 'is' or no 'text'`);
  const { is, text } = entry;
  if (typeof text !== 'string') throw new Error(`${name}: its text is no string`);
  const names: unknown[] = Array.isArray(is) ? is : [is];
  return { name, part, text, is: names.map(String) };
}
