// A server of Debian's, started by a test in the foreground: ready when its port takes connections, ended by its pid.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

const startLimitMs = 15_000;

export interface ForeignServer {
  /** Of the process that was started; it may have children. */
  readonly pid: number;
  close(): Promise<void>;
}

/** @throws Error with the end of `logFile` where the server does not come up. */
export async function startServer(options: {
  command: string;
  args: readonly string[];
  ports: readonly number[];
  logFile: string;
}): Promise<ForeignServer> {
  const { command, args, ports, logFile } = options;
  const child = spawn(command, args, { stdio: 'ignore', env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } });
  const log = (): string => (existsSync(logFile) ? readFileSync(logFile, 'utf8').slice(-2_000) : 'no log');
  const deadline = Date.now() + startLimitMs;
  for (const port of ports) {
    while (!(await takesConnections(port))) {
      if (child.exitCode !== null || Date.now() > deadline) {
        await end(child);
        throw new Error(`${command} did not start on port ${port}:\n${log()}`);
      }
      await wait(25);
    }
  }
  return { pid: child.pid ?? 0, close: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
