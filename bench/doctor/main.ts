// `npm run bench:doctor`: what an answer of the doctor costs whoever waits for it. Names one benchmark or several
// (`npm run bench:doctor -- one-error`), `--json` for JSON. Builds first.

import { runBenches } from '../run.ts';
import { build } from '../sandbox/served.ts';
import { longLog } from './long-log.ts';
import { oneError } from './one-error.ts';

process.exitCode = await runBenches({
  all: [oneError, longLog],
  words: process.argv.slice(2),
  before: build,
});
