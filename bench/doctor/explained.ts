// One run of `mailgrant explain`, as built: how long it took, how much memory it held at most, and whether it said what it
// should, so that nobody is fast by being wrong.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const bin = join(import.meta.dirname, '..', '..', 'dist', 'cli', 'bin.cjs');
/** Says at its end what the process held at most. */
const peak = join(import.meta.dirname, 'peak.cjs');

export interface Explained {
  readonly ms: number;
  /** Only where it was asked for. */
  readonly peakMb: number;
}

export interface Asked {
  /** Where the compiled form is kept between the runs. */
  readonly home: string;
  readonly words: readonly string[];
  readonly input?: string | undefined;
  readonly says: RegExp;
  readonly measure: 'time' | 'memory';
}

export async function explained({ home, words, input, says, measure }: Asked): Promise<Explained> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: home };
  const more = measure === 'memory' ? ['--require', peak] : [];
  const startedAt = performance.now();
  const { stdout, stderr } = await run([...more, bin, 'explain', ...words], env, input);
  const ms = performance.now() - startedAt;
  if (!says.test(stdout))
    throw new Error(`mailgrant explain ${words.join(' ')} said ${stdout.slice(0, 200)}`);
  return { ms, peakMb: Number(/peak (\d+) kB/.exec(stderr)?.[1] ?? Number.NaN) / 1024 };
}

/** Node.js doing nothing, in the same surroundings. */
export async function nothing(home: string): Promise<number> {
  const startedAt = performance.now();
  await run(['-e', '0'], { PATH: process.env['PATH'] ?? '', HOME: home });
  return performance.now() - startedAt;
}

function run(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  input?: string,
): Promise<{ stdout: string; stderr: string }> {
  const running = promisify(execFile)(process.execPath, [...args], { env, maxBuffer: 64 * 1024 * 1024 });
  // Its end, too, without which a program that reads goes on waiting.
  running.child.stdin?.end(input);
  return running;
}
