// The corpus of reports as a list. Data is in corpus/: YAML, one file a subject; `is` names the right cause, or the few that
// are the same to whoever reads only this.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';

/**
 * `reports`: written first, in one voice. `holdout`: in another, before anybody had seen what becomes of them. `wild`: after
 * what people wrote in public about other programs; each file was measured before it was looked at (docs/adr/0066).
 */
export type Half = 'reports' | 'holdout' | 'later' | 'wild';

export interface Report {
  /** File and position in it: 'reports/imap #3'. */
  readonly name: string;
  readonly text: string;
  readonly is: readonly string[];
}

const folder = new URL('corpus/', import.meta.url);

export function reportsOf(half: Half): Report[] {
  const place = join(folder.pathname, half);
  return readdirSync(place)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .flatMap((file) => {
      const entries: unknown = parse(readFileSync(join(place, file), 'utf8'));
      if (!Array.isArray(entries)) throw new Error(`${file} is no list`);
      return entries.map((entry, index) =>
        reportOf(entry, `${half}/${basename(file, '.yaml')} #${index + 1}`),
      );
    });
}

function reportOf(entry: unknown, name: string): Report {
  if (typeof entry !== 'object' || entry === null || !('is' in entry) || !('text' in entry))
    throw new Error(`${name} has no 'is' or no 'text'`);
  const { is, text } = entry;
  if (typeof text !== 'string') throw new Error(`${name}: its text is no string`);
  const names: unknown[] = Array.isArray(is) ? is : [is];
  return { name, text, is: names.map(String) };
}
