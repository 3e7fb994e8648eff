// The configuration file as it is written: YAML, one "name: value" a line. In a file of its own, because most people have
// none and the YAML library takes longer to load than a cached token takes to print.

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { fail } from '../errors/error.ts';

/** @throws `config-unreadable`, `config-invalid` */
export function readConfigFile(path: string): Readonly<Record<string, unknown>> {
  let source: string;
  try {
    source = readFileSync(path, 'utf8');
  } catch (cause) {
    throw fail(
      'config-unreadable',
      { file: path, reason: (cause as NodeJS.ErrnoException).code ?? 'unknown' },
      { cause },
    );
  }
  let parsed: unknown;
  try {
    parsed = parse(source);
  } catch (cause) {
    throw fail('config-invalid', { file: path, problem: firstLine(cause) }, { cause });
  }
  if (parsed === null || parsed === undefined) return {};
  if (typeof parsed !== 'object' || Array.isArray(parsed)) {
    throw fail('config-invalid', { file: path, problem: 'it must be a list of "name: value" lines' });
  }
  // An object that is no array, out of YAML: its keys are text.
  return parsed as Record<string, unknown>;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
