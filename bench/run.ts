// Runs the benchmarks that the command line names and prints what they say. 0 where everything could be measured, met
// or missed; 2 where a name is unknown.

import { cpus } from 'node:os';
import { type Bench, printTable, type Result } from './result.ts';

export async function runBenches(options: {
  all: readonly Bench[];
  words: readonly string[];
  before?: () => void;
}): Promise<number> {
  const { all, words, before } = options;
  const names = words.filter((word) => !word.startsWith('-'));
  const unknown = names.filter((name) => !all.some((bench) => bench.name === name));
  if (unknown.length > 0) {
    process.stderr.write(
      `no benchmark ${unknown.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}\n`,
    );
    return 2;
  }
  before?.();
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
  return 0;
}
