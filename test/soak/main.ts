// `npm run soak`: ten minutes of everything at the proxy; `npm run soak -- --minutes 120` for two hours. Ends with 1 where
// something has grown, stayed open, or been answered as nothing may be.

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { folderVariable } from '../kit/programs/programs.ts';
import { mib, soak } from './soak.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '20261126' } },
});
const root = join(import.meta.dirname, '..', '..');
// The proxy as it is shipped, not as it is translated while it starts: what is looked at is its memory.
const folder = join(root, '.compiled', `soak-${process.pid}`);
mkdirSync(join(root, '.compiled'), { recursive: true });
process.env[folderVariable] = folder;

const say = (line: string): void => void process.stderr.write(`${line}\n`);
try {
  const result = await soak({ seconds: Number(values.minutes) * 60, seed: Number(values.seed), say });
  const { warm, end, resident } = result;
  const grown = (before: number, after: number): string => `${((after / before - 1) * 100).toFixed(1)} %`;
  const rows = [
    `resident, first and last quarter: ${mib(resident.firstBytes)} -> ${mib(resident.lastBytes)} MiB (${grown(resident.firstBytes, resident.lastBytes)}), at most ${mib(resident.mostBytes)} MiB`,
    `heap and buffers, collected:      ${mib(warm.heapBytes)} -> ${mib(end.heapBytes)} MiB (${grown(warm.heapBytes, end.heapBytes)})`,
    `open files:                       ${warm.openFiles} -> ${end.openFiles}`,
    `sessions left inside:             ${end.sessions}`,
    `sign-ins ${result.signIns}, sessions mended ${result.mended}`,
    `clients  ${JSON.stringify(result.clients)}`,
    `troubles ${JSON.stringify(result.troubles)}`,
    ...result.wrong.map((line) => `WRONG    ${line}`),
  ];
  process.stdout.write(`${rows.join('\n')}\n`);
  // A short run never gets quite warm: it finds what leaks with every session, not what takes hours to be seen.
  const most = Number(values.minutes) >= 10 ? 1.1 : 1.5;
  const flat = resident.lastBytes <= resident.firstBytes * most && end.heapBytes <= warm.heapBytes * most;
  // Connections to the token endpoint are kept for a while after their last request.
  const closed = end.openFiles <= warm.openFiles + 4 && end.sessions === 0;
  process.exitCode = flat && closed && result.wrong.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
