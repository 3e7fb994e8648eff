// `npm run causes` writes docs/errors/ from the doctor's knowledge: a page a cause and the index; with `--check` it only says
// whether they are current.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { causes } from '../src/doctor/causes/index.ts';
import { causeIndex, causePage } from './cause-page.ts';
import { report, root } from './source-tree.ts';

const folder = path.join(root, 'docs/errors');
const pages = new Map<string, string>([
  ['README.md', causeIndex(causes)],
  ...causes.map((cause): [string, string] => [`${cause.id}.md`, causePage(cause, causes)]),
]);
const present = existsSync(folder) ? readdirSync(folder) : [];
const stale = [...pages].filter(
  ([name, text]) => !present.includes(name) || readFileSync(path.join(folder, name), 'utf8') !== text,
);
const left = present.filter((name) => !pages.has(name));

if (process.argv.includes('--check')) {
  const wrong = [...stale.map(([name]) => name), ...left];
  report(
    'cause pages',
    wrong.map((name) => `docs/errors/${name} is not what the causes say: run npm run causes`),
  );
} else {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of stale) writeFileSync(path.join(folder, name), text);
  for (const name of left) rmSync(path.join(folder, name));
  process.stdout.write(`docs/errors is written: ${causes.length} causes\n`);
}
