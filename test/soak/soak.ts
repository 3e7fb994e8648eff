// A proxy in a process of its own under mixed load for as long as one likes: what it holds in memory and in open files is
// the same at the end as once it was warm, and nobody is left inside. The load stands still twice, to look: then.

import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Closers } from '../../src/base/closers.ts';
import type { ProxyProtocol } from '../../src/proxy/front/front.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { connectedHome } from '../kit/connected-home.ts';
import { appPassword, type ProxyProcess, startProxyProcess } from '../kit/proxy-process.ts';
import { type Seeded, seeded } from '../kit/seeded.ts';
import { type Ground, rounds } from './clients.ts';
import { heapAfterCollection } from './heap.ts';
import { fill, trouble } from './trouble.ts';

export interface SoakOptions {
  readonly seconds: number;
  readonly seed: number;
  readonly say?: (line: string) => void;
}

/** Taken while nobody is inside. */
export interface Still {
  readonly sessions: number;
  readonly openFiles: number;
  /** Behind a garbage collection. */
  readonly heapBytes: number;
  readonly residentBytes: number;
}

export interface SoakResult {
  readonly warm: Still;
  readonly end: Still;
  /** Medians under load: of the first and the last quarter of what follows the warm-up. */
  readonly resident: { readonly firstBytes: number; readonly lastBytes: number; readonly mostBytes: number };
  /** By kind of client, and what became of them. */
  readonly clients: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly troubles: Readonly<Record<string, number>>;
  readonly signIns: number;
  readonly mended: number;
  /** What no proxy may ever answer or write into its log. */
  readonly wrong: readonly string[];
}

/** How many of each kind are there at any time. */
const crowd: Readonly<Record<string, number>> = {
  reader: 5,
  idler: 6,
  popper: 2,
  sender: 2,
  sluggard: 1,
  vanisher: 2,
  guesser: 1,
  babbler: 1,
};
const { anna, ben, admin } = seed.contoso;
const people = [anna, ben, admin];
const users = people.map(({ name }) => name);

export async function soak({
  seconds,
  seed: number,
  say = () => undefined,
}: SoakOptions): Promise<SoakResult> {
  const closers = new Closers();
  const random = seeded(number);
  const wrong: string[] = [];
  const count = counter();
  try {
    const sandbox = await startSandbox({ tokenLifetimeSeconds: 900, faultSeed: number });
    closers.push(() => sandbox.close());
    sandbox.quirks.submissionsPerMinute = 0;
    fill(sandbox, users);
    const home = await connectedHome(sandbox, people);
    closers.push(() => home.close());
    let inspector = '';
    let mended = 0;
    const ports = (['imap', 'pop', 'smtp'] as const).flatMap((protocol) => [`--${protocol}`, '0']);
    const proxy = await startProxyProcess(home, [...ports, '--tls-local', 'localhost'], {
      node: ['--inspect=127.0.0.1:0'],
      onLine(line) {
        inspector = /ws:\/\/\S+/.exec(line)?.[0] ?? inspector;
        if (/\bproxy\.mended\b/.test(line)) mended += 1;
        if (/session-failed|uncaught|unhandled|Warning:|\berror\b.*proxy\./i.test(line)) wrong.push(line);
      },
    });
    closers.push(() => proxy.end('SIGTERM').then(() => undefined));
    const passwords = await Promise.all(users.map((user) => appPassword(home, user, `soak ${user}`)));
    const place = {
      people: users.map((user, at) => ({ user, password: passwords[at] ?? '' })),
      ca: readFileSync(
        join(home.folder, '.local', 'share', 'mailgrant', 'proxy-tls', 'authority.pem'),
        'utf8',
      ),
      port: (protocol: ProxyProtocol) => proxy.port(protocol),
    };
    const stand = async (): Promise<Still> => {
      sandbox.faults.clear();
      await emptied(proxy);
      return {
        sessions: (await proxy.status()).sessions.length,
        openFiles: proxy.openFiles(),
        heapBytes: await heapAfterCollection(inspector),
        residentBytes: proxy.residentBytes(),
      };
    };
    const load = (forMs: number): Promise<number[]> =>
      underLoad({ sandbox, proxy, place, random, count, wrong, forMs, say });
    const warmUpMs = Math.max(20_000, Math.min(120_000, seconds * 200));
    await load(warmUpMs);
    const warm = await stand();
    say(`warm: ${text(warm)}`);
    const resident = await load(seconds * 1_000 - warmUpMs);
    const end = await stand();
    say(`end:  ${text(end)}`);
    // What was just collected is first used again.
    resident.splice(0, Math.min(60, Math.floor(resident.length / 4)));
    const quarter = Math.max(1, Math.floor(resident.length / 4));
    const { signIns } = await proxy.status();
    return {
      warm,
      end,
      resident: {
        firstBytes: median(resident.slice(0, quarter)),
        lastBytes: median(resident.slice(-quarter)),
        mostBytes: Math.max(...resident),
      },
      clients: count.clients,
      troubles: count.troubles,
      signIns,
      mended,
      wrong,
    };
  } finally {
    await closers.close();
  }
}

/** @returns what was resident, once a second */
async function underLoad(options: {
  sandbox: Sandbox;
  proxy: ProxyProcess;
  place: Omit<Ground, 'random' | 'stop'>;
  random: Seeded;
  count: Counter;
  wrong: string[];
  forMs: number;
  say: (line: string) => void;
}): Promise<number[]> {
  const { sandbox, proxy, place, random, count, wrong, forMs, say } = options;
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const untilMs = Date.now() + forMs;
  const clients = Object.entries(crowd).flatMap(([kind, many]) =>
    Array.from({ length: many }, async () => {
      const ground: Ground = { ...place, random: seeded(random.below(2 ** 31)), stop: stop.signal };
      while (!stop.signal.aborted) {
        const outcome = await rounds[kind]?.(ground).catch((error: unknown) => {
          if (wrong.length < 50) wrong.push(`${kind}: ${String(error)}`);
          return 'wrong';
        });
        count.client(kind, outcome ?? 'unknown');
        // Who is turned away comes again in a moment, as programs do.
        if (outcome !== 'done') await wait(200 + ground.random.below(800));
      }
    }),
  );
  const seen: number[] = [];
  for (let second = 1; Date.now() < untilMs; second += 1) {
    await wait(1_000);
    if (proxy.child.exitCode !== null || proxy.child.signalCode !== null)
      throw new Error(`it has died: ${proxy.said}`);
    seen.push(proxy.residentBytes());
    if (second % 4 === 0) count.trouble(await trouble(sandbox, users, random));
    // A fault that nobody ran into is not kept for ever.
    if (second % 32 === 0) sandbox.faults.clear();
    if (second % 31 === 0) proxy.child.kill('SIGHUP');
    if (second % 30 === 0) {
      say(
        `${second} s: ${mib(seen.at(-1) ?? 0)} MiB, ${proxy.openFiles()} files, ${(await proxy.status()).sessions.length} inside`,
      );
    }
  }
  stop.abort();
  await Promise.all(clients);
  return seen;
}

/** Until nobody is inside, and what is kept open between two requests is closed. */
async function emptied(proxy: ProxyProcess): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    if ((await proxy.status()).sessions.length === 0) break;
    await wait(200);
  }
  // Sockets of HTTP that are kept alive are closed after some seconds of quiet.
  for (let tries = 0, fewest = Number.POSITIVE_INFINITY, steady = 0; tries < 60 && steady < 10; tries += 1) {
    const now = proxy.openFiles();
    steady = now < fewest ? 0 : steady + 1;
    fewest = Math.min(fewest, now);
    await wait(500);
  }
}

interface Counter {
  readonly clients: Record<string, Record<string, number>>;
  readonly troubles: Record<string, number>;
  client(kind: string, outcome: string): void;
  trouble(kind: string): void;
}

function counter(): Counter {
  const clients: Record<string, Record<string, number>> = {};
  const troubles: Record<string, number> = {};
  return {
    clients,
    troubles,
    client(kind, outcome) {
      const row = (clients[kind] ??= {});
      row[outcome] = (row[outcome] ?? 0) + 1;
    },
    trouble(kind) {
      troubles[kind] = (troubles[kind] ?? 0) + 1;
    },
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

export function mib(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}

function text({ sessions, openFiles, heapBytes, residentBytes }: Still): string {
  return `${sessions} sessions, ${openFiles} files, heap ${mib(heapBytes)} MiB, resident ${mib(residentBytes)} MiB`;
}
