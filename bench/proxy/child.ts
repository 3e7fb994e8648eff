// A process that answers in lines of JSON, and what it costs. Linux only, as far as costs go.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Child {
  readonly process: ChildProcess;
  /** The next line of its standard output, as JSON. */
  next<T>(): Promise<T>;
  /** It ends with its standard input. */
  end(): Promise<void>;
  kill(): Promise<void>;
}

/** @param words - a script of Node.js and its arguments */
export function child(words: readonly string[], options: { env?: NodeJS.ProcessEnv } = {}): Child {
  const running = spawn(process.execPath, words, {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(options.env ? { env: options.env } : {}),
  });
  const lines = createInterface({ input: running.stdout });
  const waiting: string[] = [];
  lines.on('line', (line) => waiting.push(line));
  const over = once(running, 'exit');
  const ended = async (): Promise<void> => {
    if (running.exitCode === null && running.signalCode === null) await over;
  };
  return {
    process: running,
    async next<T>() {
      const gone = over.then(() => Promise.reject(new Error(`${words[0]} has ended`)));
      // Where the line comes first, nobody asks why the process ended later.
      gone.catch(() => undefined);
      while (waiting.length === 0) await Promise.race([once(lines, 'line'), gone]);
      // What our own scripts print.
      return JSON.parse(waiting.shift() ?? 'null') as T;
    },
    async end() {
      running.stdin.end();
      await ended();
    },
    async kill() {
      running.kill('SIGTERM');
      await ended();
    },
  };
}

/** Runs one task of load.mjs in a process of its own. */
export async function load<T>(task: Readonly<Record<string, unknown>>): Promise<T> {
  const client = child([join(import.meta.dirname, 'load.mjs')]);
  client.process.stdin?.write(`${JSON.stringify(task)}\n`);
  try {
    return await client.next<T>();
  } finally {
    await client.end();
  }
}

/** As `load`, and holds what it has opened until `release`. */
export async function hold<T>(
  task: Readonly<Record<string, unknown>>,
): Promise<{ result: T; release: () => Promise<void> }> {
  const client = child([join(import.meta.dirname, 'load.mjs')]);
  client.process.stdin?.write(`${JSON.stringify(task)}\n`);
  return { result: await client.next<T>(), release: () => client.end() };
}

/** Milliseconds of processor that a process and its children have used. */
export function cpuMs(pid: number): number {
  const hertz = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  return family(pid).reduce((sum, one) => sum + ticks(one), 0) * (1000 / hertz);
}

/** Kilobytes that belong to this process and its children alone. */
export function privateKb(pid: number): number {
  return family(pid).reduce((sum, one) => {
    const rollup = readFileSync(`/proc/${one}/smaps_rollup`, 'utf8');
    return sum + Number(/^Private_Dirty:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }, 0);
}

function family(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return [pid, ...children.filter(Boolean).flatMap((one) => family(Number(one)))];
}

function ticks(pid: number): number {
  // Behind the name, which may hold anything, in brackets: utime is the 12th field, then stime, cutime, cstime.
  const fields = /\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]?.split(' ') ?? [];
  return [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at] ?? 0), 0);
}
