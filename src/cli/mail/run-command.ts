// A command line of the user's for every event: the event as one line of JSON on its standard input, its kind in
// MAILGRANT_EVENT. One at a time, in order; one that hangs is ended; one that fails is told, and the next event goes on.

import { spawn } from 'node:child_process';
import type { Clock } from '../../base/clock.ts';
import type { Streams } from '../streams.ts';

/** Long enough to print or to store something; whoever needs longer puts work into the background. */
const limitMs = 60_000;

export async function runCommand(
  command: string,
  given: {
    kind: string;
    line: string;
    env: NodeJS.ProcessEnv;
    clock: Clock;
    streams: Streams;
    signal: AbortSignal;
  },
): Promise<void> {
  const { kind, line, env, clock, streams, signal } = given;
  const outcome = await new Promise<string | undefined>((resolve) => {
    // A process group of its own, so that what the shell has started ends with it. It talks to the person on stderr: our
    // stdout carries the events.
    const child = spawn(command, {
      shell: true,
      detached: process.platform !== 'win32',
      stdio: ['pipe', 'ignore', 'inherit'],
      env: { ...env, MAILGRANT_EVENT: kind },
    });
    let ended: string | undefined;
    const end = (why: string): void => {
      ended = why;
      if (child.pid === undefined || process.platform === 'win32') child.kill('SIGKILL');
      else process.kill(-child.pid, 'SIGKILL');
    };
    const timer = clock.after(limitMs, () => end(`was ended after ${limitMs / 1000} s`));
    const onAbort = (): void => end('was ended');
    signal.addEventListener('abort', onAbort, { once: true });
    const done = (problem: string | undefined): void => {
      timer.cancel();
      signal.removeEventListener('abort', onAbort);
      resolve(ended ?? problem);
    };
    child.once('error', (error) => done(`could not be started: ${error.message}`));
    child.once('close', (code) => done(code === 0 ? undefined : `ended with ${code ?? 'a signal'}`));
    // A command that does not read its input closes the pipe: that is its right.
    child.stdin.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') done(`could not be given the event: ${error.message}`);
    });
    child.stdin.end(`${line}\n`);
  });
  if (outcome !== undefined) streams.err(streams.paintErr.yellow(`The command ${outcome}: ${command}`));
}
