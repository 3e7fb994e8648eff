// Programs that have Microsoft's host names built in, unchanged: they are led to the sandbox by a hosts file that they
// alone see (a mount namespace of their own), and trust its authority by an environment variable.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { needs } from '../kit/interop.ts';

const host = '127.0.0.4';
const { anna } = seed.contoso;
const { missing, title } = needs('programs with names built in', 'unshare', 'mount', 'curl', 'python3');
const why = missing ? undefined : refusedBy();

/** Why a namespace or the standard ports cannot be had here; undefined where they can. */
function refusedBy(): string | undefined {
  try {
    execFileSync('unshare', ['-m', 'true'], { stdio: 'ignore' });
  } catch (error) {
    if (!(error instanceof Error && 'status' in error)) throw error;
    return 'no mount namespace for this user';
  }
  const first = Number(readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8'));
  return process.getuid?.() === 0 || first <= 25 ? undefined : 'the standard ports are not for this user';
}

if (why !== undefined && process.env['MAILGRANT_REQUIRE_INTEROP']) throw new Error(`required here: ${why}`);

describe.skipIf(missing || why !== undefined)(
  why === undefined ? title : `${title} (SKIPPED: ${why})`,
  () => {
    let sandbox: Sandbox;
    let folder: string;
    beforeAll(async () => {
      sandbox = await startSandbox({ asMicrosoft: { host } });
      folder = mkdtempSync(path.join(tmpdir(), 'as-microsoft-'));
      const own = sandbox.asMicrosoft?.hostsLines.map((line) => line.replace('# ', '')).join('\n');
      writeFileSync(path.join(folder, 'hosts'), `127.0.0.1 localhost\n${own}\n`);
      writeFileSync(path.join(folder, 'ca.pem'), sandbox.ca.pem);
    });
    afterAll(() => sandbox.close());

    /** Runs `command` where the hosts file is ours. */
    function run(command: string[], env: Record<string, string> = {}) {
      const ca = path.join(folder, 'ca.pem');
      const hosts = path.join(folder, 'hosts');
      return spawn(
        'unshare',
        ['-m', 'sh', '-c', `mount --bind ${hosts} /etc/hosts && exec "$@"`, 'sh', ...command],
        {
          cwd: path.resolve(import.meta.dirname, '../..'),
          env: {
            ...process.env,
            NODE_EXTRA_CA_CERTS: ca,
            CURL_CA_BUNDLE: ca,
            SSL_CERT_FILE: ca,
            NO_PROXY: '*',
            ...env,
          },
          stdio: ['pipe', 'pipe', 'pipe'],
        },
      );
    }

    async function output(command: string[], env?: Record<string, string>): Promise<string> {
      const child = run(command, env);
      let out = '';
      let errors = '';
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk.toString();
      });
      child.stderr.on('data', (chunk: Buffer) => {
        errors += chunk.toString();
      });
      const [status] = (await once(child, 'close')) as [number];
      if (status !== 0) throw new Error(`${command[0] ?? ''} ended with ${status}: ${errors}`);
      return out;
    }

    it('curl gets the metadata of the worldwide cloud', async () => {
      const url = 'https://login.microsoftonline.com/organizations/v2.0/.well-known/openid-configuration';
      const about = JSON.parse(await output(['curl', '-sS', url])) as { issuer: string };
      expect(about.issuer).toBe('https://login.microsoftonline.com/{tenantid}/v2.0');
    });

    it('curl without the authority is not taken in', async () => {
      const curl = output(['curl', '-sS', 'https://graph.microsoft.com/v1.0/me'], {
        CURL_CA_BUNDLE: '/dev/null',
      });
      await expect(curl).rejects.toThrow(/certificate|error setting/);
    });

    it('MSAL Node signs in at its own authority and Graph says who it is', async () => {
      const child = run([process.execPath, 'test/interop/as-microsoft-client.mjs', seed.apps.desktop.appId]);
      const errors: string[] = [];
      child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      const { value: address } = (await lines.next()) as { value: string | undefined };
      expect(address, errors.join('')).toMatch(
        /^https:\/\/login\.microsoftonline\.com\/common\/oauth2\/v2\.0\/authorize\?/,
      );
      // The person's browser is not in the namespace: it goes where the sandbox is.
      const there = new URL(address ?? '');
      const back = await sandbox.visitor.visit(new URL(there.pathname + there.search, sandbox.urls.entra), {
        user: anna.name,
        password: anna.password,
      });
      child.stdin.end(`${back.searchParams.get('code') ?? ''}\n`);
      const { value: result } = (await lines.next()) as { value: string | undefined };
      expect(JSON.parse(result ?? JSON.stringify({ errors }))).toEqual({
        issuer: `https://login.microsoftonline.com/${seed.contoso.tenantId}/v2.0`,
        name: anna.name,
        userPrincipalName: anna.name,
      });
    });

    it("Python's standard library sends, reads and is greeted by the names of every guide", async () => {
      const { accessToken } = sandbox.entra.mint({
        user: anna.name,
        app: seed.apps.desktop.appId,
        scopes: 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send',
      });
      const out = await output(['python3', 'test/interop/as-microsoft.py'], {
        MAIL_USER: anna.name,
        MAIL_TOKEN: accessToken,
      });
      expect(out.trim().split('\n')).toEqual(['Subject: built in', 'NONAUTH', 'pop +OK']);
    });
  },
);
