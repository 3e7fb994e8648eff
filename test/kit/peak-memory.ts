// The most memory that this process ever had resident, in megabytes. Not `resourceUsage().maxRSS`: Linux counts into that
// what the parent had when it made this process, and a test that runs a server is a large parent.

import { existsSync, readFileSync } from 'node:fs';

export function peakMb(): number {
  const file = '/proc/self/status';
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const kilobytes = /^VmHWM:\s+(\d+)/m.exec(text)?.[1] ?? process.resourceUsage().maxRSS;
  return Number(kilobytes) / 1024;
}
