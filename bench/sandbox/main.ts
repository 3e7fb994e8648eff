// `npm run bench:sandbox`: the sandbox's figures, beside Dovecot's and Postfix's in the same run where there is something
// to compare. `npm run bench:sandbox -- fetch` runs one of them, `--json` prints JSON. Builds first.

import { runBenches } from '../run.ts';
import { fetchBench } from './fetch.ts';
import { idleBench } from './idle.ts';
import { selectBench } from './select.ts';
import { build } from './served.ts';
import { startBench } from './start.ts';
import { submitBench } from './submit.ts';
import { tokensBench } from './tokens.ts';

process.exitCode = await runBenches({
  all: [startBench, fetchBench, submitBench, idleBench, selectBench, tokensBench],
  words: process.argv.slice(2),
  before: build,
});
