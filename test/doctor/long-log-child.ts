// Reads a log of ten megabytes in which every line refuses something else, and says by how many megabytes what the process
// held at most grew by that.

import { recognise } from '../../src/doctor/recognise.ts';

const bytes = Buffer.alloc(10 * 1024 * 1024, '\n');
for (let at = 0, number = 1; at < bytes.length; number += 1) {
  const session = (number * 2_654_435_761).toString(36);
  const line = `${number} NO [AUTHENTICATIONFAILED] AUTHENTICATE failed for user${number}@contoso.example, session ${session}\n`;
  at += bytes.write(line, at);
}
const log = bytes.toString('latin1');
const before = process.resourceUsage().maxRSS;
const kept = recognise(log, 0).length;
process.stdout.write(JSON.stringify({ grownMb: (process.resourceUsage().maxRSS - before) / 1024, kept }));
