// The command as a service runs it: sockets that somebody else has opened, a certificate that is renewed while clients
// are there, a second proxy on the same store, an end by signal.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Port } from '../../src/proxy/proxy.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { type ConnectedHome, connectedHome } from '../kit/connected-home.ts';
import { readPrometheus } from '../kit/prometheus-grammar.ts';
import { RawClient } from '../kit/proxy-house.ts';

let sandbox: Sandbox;
let home: ConnectedHome;
beforeAll(async () => {
  sandbox = await startSandbox();
  home = await connectedHome(sandbox);
});
afterAll(async () => {
  home?.close();
  await sandbox?.close();
});

const running: ChildProcess[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) await ended(child, 'SIGKILL');
});

interface Started {
  readonly child: ChildProcess;
  readonly ports: readonly Port[];
  readonly told: () => string;
}

async function start(
  words: readonly string[],
  sockets: ReadonlyArray<[Server, string]> = [],
): Promise<Started> {
  // A shell knows its own number, and keeps it when it becomes another program: what systemd does.
  const line = 'LISTEN_PID=$$ exec mailgrant proxy "$@"';
  const names = sockets.map(([, name]) => name).join(':');
  const child = spawn('sh', ['-c', line, 'sh', ...words, '--json'], {
    env: { ...home.env, LISTEN_FDS: String(sockets.length), LISTEN_FDNAMES: names },
    stdio: ['ignore', 'pipe', 'pipe', ...sockets.map(([server]) => fdOf(server))],
  });
  running.push(child);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  if (!child.stdout) throw new Error('it has no output');
  const line1 = once(createInterface({ input: child.stdout }), 'line');
  const over = once(child, 'exit').then(() => Promise.reject(new Error(said)));
  const [text] = (await Promise.race([line1, over])) as [string];
  over.catch(() => undefined);
  return { child, ports: (JSON.parse(text) as { ports: Port[] }).ports, told: () => said };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, 'exit');
  }
  return child.exitCode;
}

/** Beyond the published types, and what child_process takes for any stream of ours. */
function fdOf(server: Server): number {
  const { fd } = (server as unknown as { _handle: { fd: number } })._handle;
  return fd;
}

async function listening(host: string): Promise<Server> {
  const server = createServer();
  server.listen(0, host);
  await once(server, 'listening');
  return server;
}

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};

describe('a service', () => {
  it('serves the sockets that were opened for it, by their names', async () => {
    const [imap, pop] = [await listening('127.0.0.1'), await listening('127.0.0.1')];
    const { child, ports } = await start(
      [],
      [
        [imap, 'imap'],
        [pop, 'pop'],
      ],
    );
    expect(ports.map(({ protocol, port }) => [protocol, port])).toEqual([
      ['imap', portOf(imap)],
      ['pop', portOf(pop)],
    ]);
    // It is theirs now; ours would take every second client.
    imap.close();
    pop.close();
    const client = await RawClient.open(ports[0] as Port);
    expect(await client.until(/\r\n/)).toMatch(/^\* OK \[CAPABILITY IMAP4rev1/);
    const other = await RawClient.open(ports[1] as Port);
    expect(await other.until(/\r\n/)).toMatch(/^\+OK /);
    expect(await ended(child, 'SIGTERM')).toBe(0);
  });

  it('tells its metrics by HTTP, and by its own socket', async () => {
    const { child, told } = await start(['--imap', '0', '--metrics', '0']);
    const line = async (): Promise<string> => {
      for (;;) {
        const found = /http:\/\/\S+\/metrics/.exec(told())?.[0];
        if (found !== undefined) return found;
        await once(child.stderr ?? child, 'data');
      }
    };
    const samples = readPrometheus(await (await fetch(await line())).text());
    expect(samples.get('mailgrant_proxy_listeners{protocol="imap",tls="starttls"}')).toBe(1);
    const socketPath = join(home.folder, '.local', 'share', 'mailgrant', 'proxy.sock');
    const [answer] = (await once(get({ socketPath, path: '/metrics' }), 'response')) as [IncomingMessage];
    expect(readPrometheus(await text(answer)).size).toBe(samples.size);
    expect(await ended(child, 'SIGTERM')).toBe(0);
  });

  it('does not serve a socket beyond this machine without a certificate', async () => {
    const open = await listening('0.0.0.0');
    await expect(start([], [[open, 'imap']])).rejects.toThrow(
      'Other machines may not say passwords in clear text',
    );
    open.close();
  });

  it('makes a certificate for a local network, and reads a renewed one without losing anybody', async () => {
    const { child, ports, told } = await start(['--imap', '0', '--tls-local', 'localhost']);
    const [port] = ports;
    if (!port) throw new Error('it does not listen');
    const folder = join(home.folder, '.local', 'share', 'mailgrant', 'proxy-tls');
    const authority = readFileSync(join(folder, 'authority.pem'), 'utf8');
    const secured = async (): Promise<RawClient> => {
      const client = await RawClient.open(port);
      await client.until(/\r\n/);
      await client.say('a1 STARTTLS\r\n').until(/^a1 OK.*\r\n/m);
      return client.secure(authority);
    };
    const before = await secured();
    child.kill('SIGHUP');
    const after = await secured();
    for (const client of [before, after])
      expect(await client.say('a2 NOOP\r\n').until(/a2 .*\r\n/)).toMatch(/^a2 OK/);
    expect(told()).not.toContain('unusable');
    expect(await ended(child, 'SIGTERM')).toBe(0);
  });

  it('is told by the configuration file what no option says, and by options what the file need not mean', async () => {
    const config = join(home.folder, 'config.yaml');
    writeFileSync(
      config,
      [
        'proxy:',
        '  imap: 0',
        '  smtp: 0',
        '  name: mail.contoso.example',
        '  oldAuthLine: true',
        '  limits:',
        '    lineBytes: 600',
        '    mistakes: 2',
      ].join('\n'),
    );
    const { child, ports } = await start(['--config', config]);
    expect(ports.map(({ protocol }) => protocol)).toEqual(['imap', 'smtp']);
    const client = await RawClient.open(ports[1] as Port);
    expect(await client.until(/^220 .*\r\n/)).toMatch(/^220 mail\.contoso\.example /);
    expect(await client.say('EHLO old\r\n').until(/^250 .*\r\n/m)).toMatch(/^250.AUTH=PLAIN LOGIN\r$/m);
    await client.say(`NOOP ${'x'.repeat(700)}\r\n`).until(/^500 .*\r\n/m);
    await client.say('NONSENSE\r\nNONSENSE\r\n').until(/^421 .*\r\n/m);
    client.close();
    await ended(child, 'SIGTERM');
    // A port that is named is the only one.
    const typed = await start(['--config', config, '--pop', '0', '--name', 'other.contoso.example']);
    expect(typed.ports.map(({ protocol }) => protocol)).toEqual(['pop']);
    writeFileSync(config, 'proxy:\n  limits:\n    lineBytes: 1\n');
    await expect(start(['--config', config])).rejects.toThrow(
      /config\.yaml: proxy\.limits\.lineBytes: must be a whole number from 512/,
    );
  });

  it('takes mail without a sign-in from a network that is trusted, and from no other', async () => {
    const mail = async (words: readonly string[]): Promise<string> => {
      const { child, ports } = await start(['--smtp', '0', ...words]);
      const client = await RawClient.open(ports[0] as Port);
      await client.until(/^220 .*\r\n/);
      await client.say('EHLO scanner\r\n').until(/^250 .*\r\n/m);
      const { name } = seed.contoso.anna;
      const answer = await client.say(`MAIL FROM:<${name}>\r\n`).until(/^\d{3} .*\r\n/m);
      if (answer.startsWith('250')) {
        await client.say(`RCPT TO:<${name}>\r\n`).until(/^250 .*\r\n/m);
        await client.say('DATA\r\n').until(/^354 .*\r\n/m);
        await client.say('Subject: scanned\r\n\r\npage 1\r\n.\r\n').until(/^250 .*\r\n/m);
        await client.say('QUIT\r\n').until(/^221 .*\r\n/m);
      }
      client.close();
      await ended(child, 'SIGTERM');
      return answer;
    };
    const count = (): number => sandbox.mail.mailbox(seed.contoso.anna.name)?.wellKnown('inbox').count ?? 0;
    const before = count();
    expect(await mail(['--trust', '192.0.2.0/24=anna'])).toMatch(/^530 5\.7\.0 /);
    expect(count()).toBe(before);
    expect(await mail(['--trust', '127.0.0.0/8=anna'])).toMatch(/^250 /);
    expect(count()).toBe(before + 1);
  });

  it('is alone on its store, and takes over from one that was killed', async () => {
    const first = await start(['--imap', '0']);
    await expect(start(['--imap', '0'])).rejects.toThrow('A proxy runs on this store already');
    await ended(first.child, 'SIGKILL');
    const { child } = await start(['--imap', '0']);
    expect(await ended(child, 'SIGTERM')).toBe(0);
  });
});
