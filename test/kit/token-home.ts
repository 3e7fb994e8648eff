// A home directory for a foreign program: the sandbox's authority as a file, a token for each service as a file, and
// the program run in it. No part of the product runs here: what is proved is the sandbox.

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Sandbox, seed } from '../../src/sandbox/index.ts';

export type Service = 'imap' | 'pop' | 'smtp' | 'graph';

export interface Ran {
  readonly code: number;
  readonly out: string;
}

export interface TokenHome {
  readonly folder: string;
  readonly caFile: string;
  readonly env: Readonly<Record<string, string>>;
  /** A new access token of `user`. Default: anna. */
  token(service: Service, user?: string): string;
  /** The same in a file of its own, without a line end. */
  tokenFile(service: Service, user?: string): string;
  write(name: string, text: string): string;
  /** stdout and stderr together. The code is -1 where the program was ended by a signal or the deadline. */
  run(program: string, args: readonly string[], options?: RunOptions): Promise<Ran>;
  close(): void;
}

export interface RunOptions {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  /** Told each whole line of stdout as it comes. What it throws, the run throws. */
  readonly onLine?: (line: string) => void | Promise<void>;
}

const exchangeScope = {
  imap: 'IMAP.AccessAsUser.All',
  pop: 'POP.AccessAsUser.All',
  smtp: 'SMTP.Send',
} as const;

export function scopeOf(service: Service): string {
  return service === 'graph'
    ? 'https://graph.microsoft.com/Mail.ReadWrite'
    : `https://outlook.office.com/${exchangeScope[service]}`;
}

export function tokenHome(sandbox: Sandbox): TokenHome {
  const folder = mkdtempSync(join(tmpdir(), 'foreign-'));
  const write = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  const caFile = write('ca.pem', sandbox.ca.pem);
  const token = (service: Service, user: string = seed.contoso.anna.name): string =>
    sandbox.entra.mint({ user, app: seed.apps.desktop.appId, scopes: scopeOf(service) }).accessToken;
  const env = {
    HOME: folder,
    PATH: process.env['PATH'] ?? '',
    SSL_CERT_FILE: caFile,
    LANG: 'C.UTF-8',
    TERM: 'dumb',
  };
  return {
    folder,
    caFile,
    env,
    token,
    tokenFile: (service, user) => write(`${service}-${user ?? 'anna'}.token`, token(service, user)),
    write,
    run: (program, args, options = {}) => {
      const { input = '', timeoutMs = 60_000, onLine } = options;
      return new Promise((resolve, reject) => {
        const child = execFile(
          program,
          [...args],
          { env: { ...env, ...options.env }, timeout: timeoutMs, cwd: folder, maxBuffer: 64 << 20 },
          (error, stdout, stderr) => {
            const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
            resolve({ code, out: stdout + stderr });
          },
        );
        if (onLine && child.stdout) {
          createInterface({ input: child.stdout }).on('line', (line) => {
            Promise.resolve(onLine(line)).catch(reject);
          });
        }
        // A program that does not read what it is given may close its end.
        child.stdin?.on('error', () => undefined);
        child.stdin?.end(input);
      });
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
