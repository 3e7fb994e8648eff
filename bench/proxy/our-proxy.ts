// Our proxy as its users start it: the built command in a process of its own, connected to a sandbox for its tokens and to
// the benchmark's server for everything else.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { Closers } from '../../src/base/closers.ts';
import { seed, startSandbox } from '../../src/sandbox/index.ts';
import { connectedHome } from '../../test/kit/connected-home.ts';
import { type Child, child } from './child.ts';

export interface OurProxy {
  readonly imapPort: number;
  readonly smtpPort: number;
  readonly pid: number;
  readonly user: string;
  readonly password: string;
  /** What it signs in with. */
  readonly token: string;
  close(): Promise<void>;
}

interface Ports {
  readonly ports: ReadonlyArray<{ readonly protocol: string; readonly port: number }>;
}

export async function ourProxy(options: {
  caPem: string;
  imapPort: number;
  smtpPort: number;
}): Promise<OurProxy> {
  const closers = new Closers();
  try {
    const sandbox = await startSandbox();
    closers.push(() => sandbox.close());
    const { anna } = seed.contoso;
    const at = (port: number) => ({ host: '127.0.0.1', port, security: 'tls' }) as const;
    const home = await connectedHome(sandbox, [anna], {
      servers: { imap: at(options.imapPort), smtp: at(options.smtpPort) },
    });
    closers.push(() => home.close());
    writeFileSync(home.caFile, `${readFileSync(home.caFile, 'utf8')}\n${options.caPem}`);
    const main = join(import.meta.dirname, '..', '..', manifest.bin.mailgrant);
    const env = { ...home.env, MAILGRANT_LOG: 'warn' };
    const run = (...words: string[]): string =>
      execFileSync(process.execPath, [main, ...words], {
        env,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    const password = run('app-password', 'create', anna.name, '--name', 'benchmark').trim();
    const token = run('token', anna.name, '--for', 'imap').trim();
    // Its server is not Exchange: it bears whatever comes.
    const limits = ['--per-mailbox', '10000', '--per-address', '10000'];
    const proxy: Child = child([main, 'proxy', '--imap', '0', '--smtp', '0', ...limits, '--json'], { env });
    closers.push(() => proxy.kill());
    const { ports } = await proxy.next<Ports>();
    const portOf = (name: string): number => ports.find(({ protocol }) => protocol === name)?.port ?? 0;
    return {
      imapPort: portOf('imap'),
      smtpPort: portOf('smtp'),
      pid: proxy.process.pid ?? 0,
      user: anna.name,
      password,
      token,
      close: () => closers.close(),
    };
  } catch (error) {
    await closers.close();
    throw error;
  }
}
