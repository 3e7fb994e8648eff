// The command line. All of it is in run-command-line.ts: this file starts it, and importing any other starts nothing.

import { runCommandLine } from './run-command-line.ts';

// Without a top-level await: the bin is CommonJS (docs/adr/0002).
void runCommandLine().then((code) => {
  process.exitCode = code;
});
