// Runs the command line as a shell would: a process of its own, a home of its own, and no colour.

import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const main = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts');

export function mailgrant(
  args: readonly string[],
  options: { home: string; input?: string; env?: Record<string, string> },
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: options.home,
      MAILGRANT_KEY_SOURCE: 'file',
      ...options.env,
    };
    const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], { env, stdio: 'pipe' });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
    child.stdin.end(options.input ?? '');
  });
}
