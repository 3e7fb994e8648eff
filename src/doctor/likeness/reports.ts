// What is learned from besides the pages, words and how often a cause is met: the reports of test/doctor/corpus, which lie in
// the repository and not in the package. Read when the package is built, and from source.

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

/** What knowledge is packed from, beside the causes. */
export const corpus = { reports: allReports, howOften } as const;

export function allReports(): Report[] {
  return halves.flatMap(reportsOf);
}

export function reportsOf(half: Half): Report[] {
  return filesOf(half).flatMap((file) => {
    const entries: unknown = parse(readFileSync(file, 'utf8'));
    if (!Array.isArray(entries)) throw new Error(`${file} is no list`);
    return entries.map((entry, index) => reportOf(entry, `${half}/${basename(file, '.yaml')}`, index + 1));
  });
}

function filesOf(half: Half): string[] {
  const folder = fileURLToPath(new URL(`../../../test/doctor/corpus/${half}/`, import.meta.url));
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => join(folder, file));
}

/**
 * How often each cause is what people wrote about: of a report that may have several, each has its part. Only lines with
 * labels are read, because from source this is waited for.
 */
export function howOften(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const file of filesOf('wild')) {
    for (const [, names = ''] of readFileSync(file, 'utf8').matchAll(/^- is: \[?([^\]\n]+)/gm)) {
      const is = names.split(',').map((name) => name.trim());
      for (const id of is) counts.set(id, (counts.get(id) ?? 0) + 1 / is.length);
    }
  }
  return counts;
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
