// `npm run bench`: our figures beside our peers', measured in the same run. `npm run bench -- cached-token` runs one of
// them, `--json` prints the results as JSON. Ends with 0 where everything could be measured, met or missed.

import { cachedToken } from './cached-token.ts';
import { largeStoreOpens } from './large-store-opens.ts';
import { runBenches } from './run.ts';
import { tokenCommand } from './token-command.ts';

process.exitCode = await runBenches({
  all: [cachedToken, tokenCommand, largeStoreOpens],
  words: process.argv.slice(2),
});
