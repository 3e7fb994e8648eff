// Loaded by --import into a process that is measured: at its end it writes the most memory that it ever had resident, in
// kilobytes, into the file that RSS_FILE names.

import { writeFileSync } from 'node:fs';

process.on('exit', () => writeFileSync(process.env.RSS_FILE, String(process.resourceUsage().maxRSS)));
