// `npm run bench:mail`: mail by us and by our peers, from the same server in the same run. Names one benchmark or several
// (`npm run bench:mail -- --only list`), `--quick` for fewer rounds and less mail, `--json` for JSON. Builds first where a
// benchmark runs the command.

import { runBenches } from '../run.ts';
import { build } from '../sandbox/served.ts';
import { exportBench } from './export.ts';
import { inboxBench } from './inbox.ts';
import { listBench } from './list.ts';
import { memoryBench } from './memory.ts';
import { watchBench } from './watch.ts';

const words = process.argv.slice(2);
const setting = { quick: words.includes('--quick') };

process.exitCode = await runBenches({
  all: [listBench, exportBench, inboxBench, watchBench, memoryBench].map((bench) => bench(setting)),
  words,
  before: build,
});
