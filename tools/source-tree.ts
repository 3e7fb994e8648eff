// Reads the repository's files for the checks in this folder: paths with forward slashes, relative to the root.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The repository's root: the folder above this one. */
export const root = path.resolve(import.meta.dirname, '..');

/** Every .ts file below `folder`, in order of path, with its text. */
export function readSources(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  const names = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
  for (const name of names.map((it) => it.replaceAll(path.sep, '/')).sort()) {
    if (!name.endsWith('.ts')) continue;
    const file = `${folder}/${name}`;
    files.set(file, readFileSync(path.join(root, file), 'utf8'));
  }
  return files;
}

/** What git keeps or would keep: tracked files, and new ones that are not ignored. */
export function committedFiles(): string[] {
  // A clone that belongs to somebody else (a container's volume) is only read here.
  const list = execFileSync(
    'git',
    ['-c', 'safe.directory=*', 'ls-files', '--cached', '--others', '--exclude-standard', '-z'],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return [...new Set(list.split('\0'))]
    .filter((file) => file !== '' && existsSync(path.join(root, file)))
    .sort();
}

/** Prints findings and sets the exit code: the same ending for every check. */
export function report(title: string, findings: readonly string[]): void {
  for (const finding of findings) process.stderr.write(`${finding}\n`);
  if (findings.length > 0) process.exitCode = 1;
  process.stderr.write(`${title}: ${findings.length === 0 ? 'in order' : `${findings.length} to mend`}\n`);
}
