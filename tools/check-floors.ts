// `npm run floors`: who imports whom, who touches the machine, who opens a secret. With `--record`, writes the list of
// reveal() calls instead of checking it; the diff of that list is what a reviewer reads.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkFloors, recordReveals } from './floor-rules.ts';
import { floors } from './floors.ts';
import { readSources, report, root } from './source-tree.ts';

const list = path.join(root, 'tools/reveal-sites.json');
const files = readSources('src');

if (process.argv.includes('--record')) {
  writeFileSync(list, `${JSON.stringify(recordReveals(files), null, 2)}\n`);
  process.stdout.write('tools/reveal-sites.json is written\n');
} else {
  // The file is ours: written by the branch above, read by a reviewer.
  const revealSites = JSON.parse(readFileSync(list, 'utf8')) as Record<string, number>;
  report('floors', checkFloors({ table: floors, files, revealSites }));
}
