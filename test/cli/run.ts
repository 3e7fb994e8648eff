// Runs the command line as a shell would: a process of its own, a home of its own, and no colour.

import { spawn } from 'node:child_process';
import { wordsFor } from '../kit/programs/programs.ts';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command that asks something on its way. */
export interface Running {
  /** Waits until what was said so far, on both streams, matches; gives the match. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  type(text: string): void;
  interrupt(): void;
  /** The terminal is closed. */
  hangUp(): void;
  /** As `kill -9` does. */
  kill(): void;
  readonly ended: Promise<Ran>;
}

export function mailgrant(
  args: readonly string[],
  options: { home: string; input?: string; env?: Record<string, string> },
): Promise<Ran> {
  const running = start(args, options);
  running.type(options.input ?? '');
  running.end();
  return running.ended;
}

export function start(
  args: readonly string[],
  options: { home: string; env?: Record<string, string> },
): Running & { end(): void } {
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: options.home,
    MAILGRANT_KEY_SOURCE: 'file',
    ...options.env,
  };
  const child = spawn(process.execPath, [...wordsFor('src/cli/main.ts'), ...args], { env, stdio: 'pipe' });
  let out = '';
  let err = '';
  let both = '';
  const waiting = new Set<() => void>();
  const heard = (text: string): void => {
    both += text;
    for (const look of [...waiting]) look();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    heard(text);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    heard(text);
  });
  const ended = new Promise<Ran>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
  return {
    ended,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(both);
          if (!match) return;
          waiting.delete(look);
          resolve(match);
        };
        waiting.add(look);
        look();
        ended.then(() => reject(new Error(`ended without saying ${String(pattern)}:\n${both}`)), reject);
      }),
    type: (text) => void child.stdin.write(text),
    end: () => void child.stdin.end(),
    interrupt: () => void child.kill('SIGINT'),
    hangUp: () => void child.kill('SIGHUP'),
    kill: () => void child.kill('SIGKILL'),
  };
}
