// Python's mail libraries and curl, with what `mailgrant token` prints, against Dovecot and Postfix, which check the
// sandbox's tokens by themselves, and against the sandbox. The same scenarios, so that a difference shows.

import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { type ConnectedHome, connectedHome } from '../kit/connected-home.ts';
import { debianServers, issuerOf } from '../kit/debian-servers.ts';
import { needs } from '../kit/interop.ts';

const anna = seed.contoso.anna.name;
const ben = seed.contoso.ben.name;

interface Servers {
  readonly imap: number;
  readonly pop: number;
  readonly smtp: number;
  readonly caFile: string;
  close(): Promise<void>;
}

interface Ran {
  readonly code: number;
  readonly out: string;
}

function run(program: string, args: readonly string[], home: ConnectedHome): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { env: { ...home.env }, timeout: 60_000 };
    execFile(program, [...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, out: stdout + stderr });
    });
  });
}

async function realServers(sandbox: Sandbox): Promise<Servers> {
  const { servers, caFile, close } = await debianServers(issuerOf(sandbox), { recipients: [anna, ben] });
  const { imap, pop, smtp } = servers;
  return { imap: imap.port, pop: pop.port, smtp: smtp.port, caFile, close };
}

async function sandboxServers(sandbox: Sandbox, home: ConnectedHome): Promise<Servers> {
  const { imaps, pops, smtp } = sandbox.servers;
  return {
    imap: imaps.port,
    pop: pops.port,
    smtp: smtp.port,
    caFile: home.caFile,
    close: async () => undefined,
  };
}

const programs = ['dovecot', 'postfix', 'curl', 'python3'];

describe.each([
  ['Dovecot and Postfix', realServers],
  ['the sandbox', sandboxServers],
] as const)('with %s', (name, open) => {
  const { missing, title } = needs('programs that take a token from mailgrant', ...programs);
  describe.skipIf(missing)(title, () => {
    let sandbox: Sandbox;
    let home: ConnectedHome;
    let servers: Servers;
    beforeAll(async () => {
      sandbox = await startSandbox();
      home = await connectedHome(sandbox, [seed.contoso.anna, { ...seed.contoso.ben }]);
      servers = await open(sandbox, home);
    });
    afterAll(async () => {
      await servers?.close();
      home?.close();
      await sandbox?.close();
    });

    const python = (protocol: 'imap' | 'pop' | 'smtp', ...more: string[]): Promise<Ran> => {
      const script = join(import.meta.dirname, 'mail.py');
      const [subject = 'From Python', user = anna, service] = more;
      const port = String(servers[protocol]);
      const words = [script, protocol, 'localhost', port, user, servers.caFile, subject];
      return run('python3', service === undefined ? words : [...words, service], home);
    };

    describe('refuses Python', () => {
      it.each(['imap', 'pop', 'smtp'] as const)('a token for Graph over %s', async (protocol) => {
        const { code, out } = await python(protocol, 'x', anna, 'graph');
        expect(out).not.toContain('Traceback');
        expect(code).toBe(3);
        expect(out).toMatch({ imap: /auth/i, pop: /ERR|logon failure|auth/i, smtp: /535/ }[protocol]);
      });

      it.each(['imap', 'pop'] as const)("somebody else's mailbox over %s", async (protocol) => {
        const { code } = await python(protocol, 'x', ben);
        expect(code).toBe(3);
      });
    });

    it('Python sends, and reads it by IMAP and POP', async () => {
      expect(await python('smtp')).toEqual({ code: 0, out: 'sent\n' });
      for (const protocol of ['imap', 'pop'] as const) {
        const { code, out } = await python(protocol);
        expect(out).toContain('Subject: From Python');
        expect(out.replace(/\r/g, '')).toContain('Sent by Python.\n.and a line that begins with a dot');
        expect(code).toBe(0);
      }
    });

    const curl = async (service: string, ...args: string[]): Promise<Ran> => {
      // As a person would write it in a shell: the token never touches a file.
      const line =
        'curl -sS --cacert "$CA" --user "$WHO" --oauth2-bearer "$(mailgrant token anna --for "$FOR")" "$@"';
      const env = { ...home.env, CA: servers.caFile, WHO: anna, FOR: service };
      return run('/bin/sh', ['-c', line, 'sh', ...args], { ...home, env });
    };

    it('curl sends, and reads it by IMAP and POP', async () => {
      const file = join(home.folder, 'message.txt');
      writeFileSync(file, `From: ${anna}\r\nTo: ${anna}\r\nSubject: From curl\r\n\r\nSent by curl.\r\n`);
      const envelope = ['--mail-from', anna, '--mail-rcpt', anna, '--upload-file', file];
      const sent = await curl('smtp', '--ssl-reqd', `smtp://localhost:${servers.smtp}`, ...envelope);
      expect(sent).toEqual({ code: 0, out: '' });
      // Python waits until it has arrived.
      expect((await python('imap', 'From curl')).code).toBe(0);
      const found = await curl('imap', `imaps://localhost:${servers.imap}/INBOX?SUBJECT%20%22From%20curl%22`);
      expect(found.out).toMatch(/\* SEARCH \d+/);
      const listed = await curl('pop', `pop3s://localhost:${servers.pop}/`);
      expect(listed).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+ \d+/m) as string });
    });

    it('curl is refused with a token for Graph', async () => {
      const { code, out } = await curl('graph', `imaps://localhost:${servers.imap}/INBOX`);
      expect(code, out).toBe(67);
    });

    it('a token that has expired is refused', async () => {
      const expired = sandbox.entra.mint({
        user: anna,
        app: seed.apps.desktop.appId,
        scopes: 'https://outlook.office.com/IMAP.AccessAsUser.All',
        lifetimeSeconds: -3600,
      }).accessToken;
      const env = { ...home.env, CA: servers.caFile, WHO: anna, TOKEN: expired };
      const line = 'curl -sS --cacert "$CA" --user "$WHO" --oauth2-bearer "$TOKEN" "$@"';
      const words = ['-c', line, 'sh', `imaps://localhost:${servers.imap}/INBOX`];
      const { code, out } = await run('/bin/sh', words, { ...home, env });
      expect(code, `${name}: ${out}`).toBe(67);
    });
  });
});
