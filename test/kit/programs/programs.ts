// The programs that tests start as processes of their own: the command line and the children of some tests. From source
// each start costs a second of translating; so the first test of a run that needs one has all of them translated, by what
// also makes the package, and everybody starts the result. Outside a test run they start from source.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..', '..', '..');
const translator = pathToFileURL(join(root, 'node_modules', 'tsx', 'dist', 'esm', 'index.mjs')).href;

export const programs = [
  'src/cli/main.ts',
  'test/broker/worker.ts',
  'test/doctor/long-log-child.ts',
  'test/kit/export-child.ts',
  'test/kit/kept-sandbox.ts',
  'test/mailbox/export-child.ts',
  'test/mailbox/memory-child.ts',
  'test/mailbox/one-line-child.ts',
  'test/mailbox/send-by-child.ts',
  'test/store/open-child.ts',
  'test/store/process-child.ts',
] as const;

export type Program = (typeof programs)[number];

/** Where this run's programs are, once they are; set for a run by setup.ts. */
export const folderVariable = 'COMPILED_PROGRAMS';

/** Without its folders: all lie in one, as deep below the root as `src/cli` is. */
export function nameOf(program: Program): string {
  return program.replaceAll('/', '-').replace(/\.ts$/, '');
}

/** What is said to `node` to start it; the program's own arguments come behind. */
export function wordsFor(program: Program): string[] {
  const folder = process.env[folderVariable];
  if (folder === undefined) return ['--import', translator, join(root, program)];
  if (!existsSync(folder)) {
    const words = ['--import', translator, join(import.meta.dirname, 'compile.ts'), folder];
    execFileSync(process.execPath, words, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return [join(folder, `${nameOf(program)}.mjs`)];
}
