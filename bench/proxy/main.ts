// `npm run bench:proxy`: our proxy beside Dovecot's, before the same server in the same run. Names one benchmark or several
// (`npm run bench:proxy -- logins`), `--quick` for fewer rounds, `--json` for JSON. Needs Debian's Dovecot, and root to
// start it; builds first.

import { missingDovecot } from '../mail/setting.ts';
import { runBenches } from '../run.ts';
import { build } from '../sandbox/served.ts';
import { proxyBenches } from './benches.ts';

const words = process.argv.slice(2);
const missing = missingDovecot();
if (missing === undefined) {
  const { benches, close } = proxyBenches({ quick: words.includes('--quick') });
  try {
    process.exitCode = await runBenches({ all: benches, words, before: build });
  } finally {
    await close();
  }
} else {
  process.stderr.write(`bench:proxy cannot be run here: ${missing}\n`);
  process.exitCode = 2;
}
