// Loaded by --import into a process that is measured: at its end it writes the most memory that it ever had resident, in
// kilobytes, into the file that RSS_FILE names. From /proc: what getrusage says has the parent's memory in it.

import { readFileSync, writeFileSync } from 'node:fs';

process.on('exit', () => {
  const [, kilobytes] = /^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'));
  writeFileSync(process.env.RSS_FILE, kilobytes);
});
