// `npm run prose`: the README's length, links, file names in documents, and paths of one machine in any kept text.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkProse } from './prose-rules.ts';
import { committedFiles, report, root } from './source-tree.ts';

const files = new Map<string, string>();
for (const file of committedFiles()) {
  const bytes = readFileSync(path.join(root, file));
  // A NUL byte means that it is not text; its name still counts, so that links to pictures are found.
  files.set(file, bytes.includes(0) ? '' : bytes.toString('utf8'));
}
report('prose', checkProse({ files }));
