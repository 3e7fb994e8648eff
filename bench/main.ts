// `npm run bench`: our figures beside our peers', measured in the same run. `npm run bench -- cached-token` runs one of
// them, `--json` prints the results as JSON. Ends with 0 where everything could be measured, met or missed.

import { cpus } from 'node:os';
import { cachedToken } from './cached-token.ts';
import { largeStoreOpens } from './large-store-opens.ts';
import { type Bench, printTable, type Result } from './result.ts';
import { tokenCommand } from './token-command.ts';

const all: readonly Bench[] = [cachedToken, tokenCommand, largeStoreOpens];

const words = process.argv.slice(2);
const names = words.filter((word) => !word.startsWith('-'));
const unknown = names.filter((name) => !all.some((bench) => bench.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `no benchmark ${unknown.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}\n`,
  );
  process.exit(2);
}
const chosen = names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
const results: Result[] = [];
for (const bench of chosen) {
  results.push(...(await bench.run((text) => process.stderr.write(`${bench.name}: ${text}\n`))));
}
const [cpu] = cpus();
const machine = `Node.js ${process.version}, ${cpus().length} x ${cpu?.model.trim() ?? 'unknown'}, ${new Date().toISOString().slice(0, 10)}`;
if (words.includes('--json')) {
  process.stdout.write(`${JSON.stringify({ machine, results }, null, 2)}\n`);
} else {
  process.stdout.write(`${machine}\n\n`);
  printTable(results, (line) => process.stdout.write(`${line}\n`));
}
