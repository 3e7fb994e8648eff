// `mailgrant proxy` in a process of its own, to be killed, ended and looked at from outside.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { askStatus, type ProxyStatus } from '../../src/app/proxy/status.ts';
import type { ProxyProtocol } from '../../src/proxy/front/front.ts';
import type { Port } from '../../src/proxy/proxy.ts';
import type { ConnectedHome } from './connected-home.ts';
import { wordsFor } from './programs/programs.ts';

export interface ProxyProcess {
  readonly child: ChildProcess;
  readonly pid: number;
  port(protocol: ProxyProtocol): Port;
  /** The end of what it said on its standard error. */
  readonly said: string;
  status(): Promise<ProxyStatus>;
  /** Resident, in bytes. */
  residentBytes(): number;
  /** Files, sockets and the like that it has open. */
  openFiles(): number;
  /** @returns the exit code; null for one that was killed */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

const saidMax = 64 * 1024;

/** @param options.node - words for Node.js itself, such as --inspect */
export async function startProxyProcess(
  home: ConnectedHome,
  words: readonly string[],
  { node = [], onLine }: { node?: readonly string[]; onLine?: (line: string) => void } = {},
): Promise<ProxyProcess> {
  const all = [...node, ...wordsFor('src/cli/main.ts'), 'proxy', ...words, '--json'];
  const child = spawn(process.execPath, all, { env: home.env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  createInterface({ input: child.stderr }).on('line', (line) => {
    said = `${said}${line}\n`.slice(-saidMax);
    onLine?.(line);
  });
  const over = once(child, 'exit').then(() => Promise.reject(new Error(`it has ended: ${said}`)));
  // Where it begins well, nobody asks why it ended later.
  over.catch(() => undefined);
  const [text] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), over])) as [
    string,
  ];
  const { ports } = JSON.parse(text) as { ports: readonly Port[] };
  const pid = child.pid ?? 0;
  const socket = join(home.folder, '.local', 'share', 'mailgrant', 'proxy.sock');
  return {
    child,
    pid,
    port(protocol) {
      const port = ports.find((one) => one.protocol === protocol);
      if (!port) throw new Error(`it does not listen for ${protocol}`);
      return port;
    },
    get said() {
      return said;
    },
    status: () => askStatus(socket, AbortSignal.timeout(30_000)),
    residentBytes: () =>
      Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024,
    openFiles: () => readdirSync(`/proc/${pid}/fd`).length,
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill(signal);
        await ended;
      }
      return child.exitCode;
    },
  };
}

/** A new app password of an account, made as its owner makes it. */
export async function appPassword(home: ConnectedHome, account: string, name: string): Promise<string> {
  const words = [...wordsFor('src/cli/main.ts'), 'app-password', 'create', account, '--name', name];
  const { stdout } = await promisify(execFile)(process.execPath, words, { env: home.env });
  return stdout.trim();
}
