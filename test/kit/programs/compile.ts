// Translates the programs of tests into the folder that it is given, which is there all at once or not at all: two test
// files may ask for it at the same time.

import { renameSync, rmSync } from 'node:fs';
import { build } from 'tsdown';
import { knowledgeFiles, knowledgeRead } from '../../../tools/knowledge.ts';
import { nameOf, programs } from './programs.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: compile.ts <folder>');

const mine = `${folder}-${process.pid}`;
// Hundreds of small files that every start would read: made part of the programs, as they are of the package.
const packages = ['commander', 'kysely', 'valibot'];
await build({
  config: false,
  logLevel: 'error',
  entry: Object.fromEntries(programs.map((program) => [nameOf(program), program])),
  outDir: mine,
  format: 'esm',
  platform: 'node',
  // What the doctor knows is read from files, as in the package: the corpus does not lie where the program does.
  plugins: [knowledgeFiles(), knowledgeRead('./')],
  target: 'node20.19',
  deps: { alwaysBundle: packages, onlyBundle: packages },
  hash: false,
  dts: false,
  clean: false,
  report: false,
});
try {
  renameSync(mine, folder);
} catch (error) {
  // Somebody else's is there: it is the same.
  const code = (error as NodeJS.ErrnoException).code;
  if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  rmSync(mine, { recursive: true });
}
