// `npm run errors` writes docs/errors.md from the catalogue; with `--check` it only says whether the page is current.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { areas } from '../src/errors/catalogue.ts';
import { errorsPage } from './errors-page.ts';
import { report, root } from './source-tree.ts';

const page = path.join(root, 'docs/errors.md');
const text = errorsPage(areas);

if (process.argv.includes('--check')) {
  const current = existsSync(page) && readFileSync(page, 'utf8') === text;
  report(
    'error reference',
    current ? [] : ['docs/errors.md is not what the catalogue says: run npm run errors'],
  );
} else {
  writeFileSync(page, text);
  process.stdout.write('docs/errors.md is written\n');
}
