// The sandbox as its users start it: the built package in a process of its own, ready when it prints where it is.
// With an inspector on request, so that what a figure is made of can be looked at.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Agent, request } from 'undici';
import manifest from '../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..', '..');

export interface Places {
  readonly urls: Readonly<Record<'entra' | 'entraHttp' | 'controlHttp', string>>;
  readonly servers: Readonly<Record<'imaps' | 'smtp', { readonly host: string; readonly port: number }>>;
  readonly caFile: string;
}

export interface Served extends Places {
  /** From the start of the process until it said that it is ready. */
  readonly readyMs: number;
  readonly ca: string;
  readonly pid: number;
  /** Of the inspector; only where it was asked for. */
  readonly inspectorUrl: string | undefined;
  /** An action of the REST API; its result. */
  act(name: string, input: Record<string, unknown>): Promise<unknown>;
  mint(user: string, scopes: string): Promise<{ accessToken: string; refreshToken: string }>;
  memory(): { rssMb: number; peakMb: number };
  close(): Promise<void>;
}

export function build(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

export async function serve(options: { inspect?: boolean } = {}): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-sandbox-'));
  const main = join(root, manifest.bin.mailgrant);
  const inspector = options.inspect ? ['--inspect=127.0.0.1:0'] : [];
  const words = [...inspector, main, 'sandbox', '--free-ports', '--json', '--folder', folder];
  const startedMs = performance.now();
  const child = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(folder),
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  try {
    const lines = createInterface({ input: child.stdout });
    const ended = once(child, 'exit').then(() => Promise.reject(new Error('it ended at once')));
    const first = once(lines, 'line', { signal: AbortSignal.timeout(30_000) });
    const [line] = (await Promise.race([first, ended])) as [string];
    const readyMs = performance.now() - startedMs;
    const places = JSON.parse(line) as Places;
    const pid = child.pid ?? 0;
    const agent = new Agent();
    const act: Served['act'] = async (name, input) => {
      const { statusCode, body } = await request(`${places.urls.controlHttp}/${name}`, {
        dispatcher: agent,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      const text = await body.text();
      if (statusCode !== 200) throw new Error(`${name}: ${statusCode} ${text}`);
      return (JSON.parse(text) as { result: unknown }).result;
    };
    return {
      ...places,
      readyMs,
      pid,
      ca: readFileSync(places.caFile, 'utf8'),
      inspectorUrl: /ws:\/\/\S+/.exec(said)?.[0],
      act,
      mint: async (user, scopes) =>
        (await act('mint-token', { user, scopes })) as { accessToken: string; refreshToken: string },
      memory: () => ({ rssMb: statusMb(pid, 'VmRSS'), peakMb: statusMb(pid, 'VmHWM') }),
      async close() {
        await agent.close();
        await end(child);
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`the sandbox did not start: ${said}`, { cause: error });
  }
}

function environment(home: string): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '', HOME: home };
}

/** Linux only: megabytes, as the kernel counts them. */
function statusMb(pid: number, field: string): number {
  const line = readFileSync(`/proc/${pid}/status`, 'utf8')
    .split('\n')
    .find((text) => text.startsWith(`${field}:`));
  return Number(/\d+/.exec(line ?? '')?.[0]) / 1024;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
