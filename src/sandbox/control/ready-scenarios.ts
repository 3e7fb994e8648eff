// The scenarios that come with the package: files in scenarios/, beside package.json, to be used by name and to be
// copied from.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { invariant } from '../../base/invariant.ts';
import { fail } from '../../errors/error.ts';
import { readScenario } from './scenario.ts';

const ending = '.yaml';

export function scenarioNames(): string[] {
  return readdirSync(folder())
    .filter((file) => file.endsWith(ending))
    .map((file) => basename(file, ending))
    .sort();
}

/** Name, title and what it is about. */
export function readyScenarios(): Array<{ name: string; title: string; about: string }> {
  return scenarioNames().map((name) => {
    const { title, about } = readScenario(readFileSync(fileOf(name), 'utf8'), name);
    return { name, title, about };
  });
}

/** The YAML text of a ready scenario. @throws `sandbox-not-found` */
export function readyScenarioText(name: string): string {
  const names = scenarioNames();
  if (!names.includes(name)) {
    throw fail('sandbox-not-found', { kind: 'ready scenario', name, known: names.join(', ') });
  }
  return readFileSync(fileOf(name), 'utf8');
}

/** The same, or of a file by its path. @throws `sandbox-scenario-unreadable` */
export function scenarioText(nameOrFile: string): string {
  const names = scenarioNames();
  if (names.includes(nameOrFile)) return readyScenarioText(nameOrFile);
  try {
    return readFileSync(nameOrFile, 'utf8');
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
    const problem = `there is neither a readable file nor a ready scenario of that name (${names.join(', ')})`;
    throw fail('sandbox-scenario-unreadable', { file: nameOrFile, problem }, { cause });
  }
}

function fileOf(name: string): string {
  return join(folder(), name + ending);
}

/** Source and build lie at different depths below it. */
function folder(): string {
  let here = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(here, 'scenarios', `outage${ending}`))) {
    invariant(here !== dirname(here), 'the scenarios are in the package');
    here = dirname(here);
  }
  return join(here, 'scenarios');
}
