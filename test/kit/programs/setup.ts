// One folder for the programs that a run of the tests starts (programs.ts), empty again whenever the sources may have
// changed: at the end, and where a watching test runner begins once more.

import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { folderVariable } from './programs.ts';

const dayMs = 86_400_000;

export function setup(project: TestProject): () => void {
  const parent = join(project.config.root, '.compiled');
  mkdirSync(parent, { recursive: true });
  // A run that was killed has left its own.
  for (const name of readdirSync(parent)) {
    const path = join(parent, name);
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? {};
    if (mtimeMs !== undefined && mtimeMs < Date.now() - dayMs) rmSync(path, { recursive: true, force: true });
  }
  const folder = join(parent, `run-${process.pid}`);
  const clear = (): void => rmSync(folder, { recursive: true, force: true });
  clear();
  process.env[folderVariable] = folder;
  project.onTestsRerun(clear);
  return clear;
}
