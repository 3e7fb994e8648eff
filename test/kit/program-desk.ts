// A person who uses the proxy by programs: a home folder with settings as `mailgrant proxy --print-settings` prints them,
// and the app password in what the settings call for it.

import { execFile } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProxyHouse } from './proxy-house.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
}

export interface ProgramDesk {
  /** Home. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  write(name: string, text: string, mode?: number): string;
  run(program: string, args: readonly string[], input?: string): Promise<Ran>;
  /** What the command line prints for a client, which checks certificates or speaks in clear text on this machine. */
  settings(client: string, line: 'tls' | 'starttls' | 'clear'): Promise<string>;
}

export function openDesk(house: ProxyHouse, user: string, password: string): ProgramDesk {
  const { folder } = house.home;
  const env = { ...house.home.env, LANG: 'C.UTF-8', FETCHMAILHOME: folder };
  // Programs that give up their rights get to what is theirs.
  chmodSync(folder, 0o711);
  const write = (name: string, text: string, mode = 0o600): string => {
    const file = join(folder, name);
    writeFileSync(file, text, { mode });
    return file;
  };
  // The password store of the printed settings: `pass show mailgrant/USER`.
  write(
    'bin/pass',
    `#!/bin/sh\n[ "$*" = "show mailgrant/${user}" ] && printf '%s\\n' '${password}'\n`,
    0o700,
  );
  const run = (program: string, args: readonly string[], input = ''): Promise<Ran> =>
    new Promise((resolve) => {
      const options = { cwd: folder, env, timeout: 120_000, maxBuffer: 1 << 28 };
      const child = execFile(program, [...args], options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, out: stdout + stderr });
      });
      // A program that ends early leaves its input unread; its exit code tells.
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input);
    });
  return {
    folder,
    env,
    write,
    run,
    async settings(client, line) {
      const ports = (['imap', 'pop', 'smtp'] as const).flatMap((protocol) => [
        `--${protocol}`,
        `${house.doors[protocol][line === 'tls' ? 'tls' : 'clear'].port}`,
      ]);
      const tlsWords =
        line === 'clear'
          ? []
          : ['--tls-local', 'localhost', '--tls-mode', line === 'tls' ? 'implicit' : 'starttls'];
      const words = ['proxy', '--print-settings', client, '--user', user, ...ports, ...tlsWords];
      const { code, out } = await run('mailgrant', words);
      if (code !== 0) throw new Error(out);
      return out;
    },
  };
}
