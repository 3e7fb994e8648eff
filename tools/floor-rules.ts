// Holds a tree of source files to the table in floors.ts. Pure: files come in as text, findings go out as lines. Test
// files may import whom they like, but nobody may import a test file.

import path from 'node:path/posix';
import type { Confinement, FloorTable, Place } from './floors.ts';
import { type Import, readFacts, type SourceFacts } from './source-facts.ts';

export interface FloorInput {
  readonly table: FloorTable;
  /** Path from the repository's root, with forward slashes, to text: every .ts file below src/. */
  readonly files: ReadonlyMap<string, string>;
  /** How often each file may call `.reveal()`: the written list. */
  readonly revealSites: Readonly<Record<string, number>>;
}

export function checkFloors({ table, files, revealSites }: FloorInput): string[] {
  const sources = new Map<string, SourceFacts>();
  for (const [file, text] of files) if (!isTest(file)) sources.set(file, readFacts(file, text));
  const usedExceptions = new Set<string>();
  const usedEffects = new Set<string>();
  const findings: string[] = [];

  for (const [file, facts] of sources) {
    const place = placeOf(table, file);
    if (!place) {
      findings.push(`${file}:1 has no floor: give its folder an entry in tools/floors.ts`);
      continue;
    }
    for (const entry of facts.imports) {
      const problem = judgeImport({ table, file, place, entry, usedExceptions });
      if (problem) findings.push(`${file}:${entry.line} imports ${problem}`);
    }
    const effects = [
      ...facts.effects,
      ...facts.imports
        .filter((entry) => entry.bare)
        .map((entry) => ({ line: entry.line, what: `import '${entry.specifier}'` })),
    ];
    if (effects.length > 0 && table.effects.some((entry) => entry.file === file)) usedEffects.add(file);
    else
      for (const { line, what } of effects)
        findings.push(`${file}:${line} does something when it is imported: ${what}`);
  }
  findings.push(
    ...table.globals.flatMap((rule) => judgeConfinement(rule, sources, globalUses)),
    ...table.modules.flatMap((rule) => judgeConfinement(rule, sources, moduleUses)),
    ...judgeReveals(sources, revealSites),
    ...staleEntries(table, files, usedExceptions, usedEffects),
  );
  return findings;
}

/** The list that `--record` writes: file to number of `.reveal()` calls, in order of file. */
export function recordReveals(files: ReadonlyMap<string, string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { reveals } = isTest(file) ? { reveals: 0 } : readFacts(file, text);
    if (reveals > 0) counts[file] = reveals;
  }
  return counts;
}

function isTest(file: string): boolean {
  return file.endsWith('.test.ts');
}

function covers(entry: string, file: string): boolean {
  return file === entry || file.startsWith(`${entry}/`);
}

function placeOf(table: FloorTable, file: string): Place | undefined {
  return table.places
    .filter((place) => covers(place.path, file))
    .sort((a, b) => b.path.length - a.path.length)[0];
}

function judgeImport(options: {
  table: FloorTable;
  file: string;
  place: Place;
  entry: Import;
  usedExceptions: Set<string>;
}): string | undefined {
  const { table, file, place, entry, usedExceptions } = options;
  const { specifier } = entry;
  if (!specifier.startsWith('.')) {
    const never = place.never?.some((name) => covers(name, withNodePrefix(specifier)));
    return never ? `${specifier}: ${place.path} refuses to know it` : undefined;
  }
  const target = path.join(path.dirname(file), specifier);
  if (isTest(target)) return `${target}: a test file is imported by nobody`;
  if (!target.startsWith('src/'))
    return target === 'package.json' ? undefined : `${target}: it is not part of src`;
  const other = placeOf(table, target);
  if (!other) return `${target}: it has no floor in tools/floors.ts`;
  if (other === place) return undefined;
  const problem = judgeFloors(place, other);
  if (problem === undefined) return undefined;
  const exception = table.exceptions.find((it) => covers(it.from, file) && covers(it.to, target));
  if (!exception) return `${target}: ${problem}`;
  usedExceptions.add(`${exception.from} ${exception.to}`);
  return undefined;
}

function judgeFloors(place: Place, other: Place): string | undefined {
  if (other.floor > place.floor) return `floor ${place.floor} may not import floor ${other.floor}`;
  if (other.floor === place.floor) return `floor ${place.floor} may not import sideways`;
  if (place.only && !place.only.includes(other.path)) return `${place.path} refuses to know ${other.path}`;
  return undefined;
}

function withNodePrefix(specifier: string): string {
  return nodeModules.has(specifier.split('/')[0] ?? '') ? `node:${specifier}` : specifier;
}

/** Node modules that may be written without `node:` and matter to the table. */
const nodeModules = new Set([
  'net',
  'tls',
  'dgram',
  'dns',
  'http',
  'https',
  'fs',
  'timers',
  'child_process',
  'crypto',
]);

type Uses = (facts: SourceFacts, what: string) => number[];

const globalUses: Uses = (facts, what) =>
  facts.globals.filter((use) => use.name === what).map((use) => use.line);

const moduleUses: Uses = (facts, what) =>
  facts.imports.filter((entry) => covers(what, withNodePrefix(entry.specifier))).map((entry) => entry.line);

function judgeConfinement(
  rule: Confinement,
  sources: ReadonlyMap<string, SourceFacts>,
  usesOf: Uses,
): string[] {
  const findings: string[] = [];
  const users = new Set<string>();
  for (const [file, facts] of sources) {
    const home = rule.only.find((entry) => covers(entry, file));
    for (const line of usesOf(facts, rule.what)) {
      if (home) users.add(home);
      else findings.push(`${file}:${line} uses ${rule.what}: ${rule.why}`);
    }
  }
  for (const entry of rule.only) {
    if (!users.has(entry)) findings.push(`tools/floors.ts is stale: ${entry} does not use ${rule.what}`);
  }
  return findings;
}

function judgeReveals(
  sources: ReadonlyMap<string, SourceFacts>,
  revealSites: Readonly<Record<string, number>>,
): string[] {
  const findings: string[] = [];
  for (const [file, { reveals }] of sources) {
    const listed = revealSites[file] ?? 0;
    if (reveals !== listed)
      findings.push(
        `${file}:1 calls reveal() ${reveals} times, tools/reveal-sites.json says ${listed}: see that each call is where bytes leave, then run npm run floors -- --record`,
      );
  }
  for (const file of Object.keys(revealSites)) {
    if (!sources.has(file)) findings.push(`tools/reveal-sites.json is stale: there is no ${file}`);
  }
  return findings;
}

function staleEntries(
  table: FloorTable,
  files: ReadonlyMap<string, string>,
  usedExceptions: ReadonlySet<string>,
  usedEffects: ReadonlySet<string>,
): string[] {
  const paths = [...files.keys()];
  const exists = (entry: string): boolean => paths.some((file) => covers(entry, file));
  const places = new Set(table.places.map((place) => place.path));
  return [
    ...table.places.filter((place) => !exists(place.path)).map((place) => `there is no ${place.path}`),
    ...table.places.flatMap((place) =>
      (place.only ?? [])
        .filter((name) => !places.has(name))
        .map((name) => `${place.path} may import ${name}, which has no floor`),
    ),
    ...table.exceptions
      .filter((it) => !usedExceptions.has(`${it.from} ${it.to}`))
      .map((it) => `nothing uses the exception from ${it.from} to ${it.to}`),
    ...table.effects
      .filter((it) => !usedEffects.has(it.file))
      .map((it) => `${it.file} does nothing when it is imported`),
  ].map((problem) => `tools/floors.ts is stale: ${problem}`);
}
