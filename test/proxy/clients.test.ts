// POP and SMTP through the proxy by programs nobody here wrote: Python's own library, curl, swaks, msmtp. The sandbox is the server.

import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { needs } from '../kit/interop.ts';
import { openProxyWorld, type ProxyWorld } from '../kit/proxy-world.ts';
import { anna } from '../kit/sandbox-faces.ts';

let world: ProxyWorld;
beforeAll(async () => {
  world = await openProxyWorld();
});
afterAll(() => world?.close());
beforeEach(() => {
  const mailbox = world.behind.faces.mail.mailbox(anna);
  for (const item of mailbox?.items() ?? []) mailbox?.expunge(item);
});

const subjects = (): string[] =>
  (world.behind.faces.mail.mailbox(anna)?.items() ?? []).map(
    (item) => /^Subject: (.*)\r$/m.exec(item.content.raw.toString('latin1', 0, 2000))?.[1] ?? '',
  );

const run = promisify(execFile);
async function ran(program: string, args: string[], input?: string): Promise<{ out: string; code: number }> {
  const env = { ...process.env, FETCHMAILHOME: world.folder };
  const child = run(program, args, { maxBuffer: 1e8, env });
  child.child.stdin?.end(input);
  try {
    const { stdout, stderr } = await child;
    return { out: stdout + stderr, code: 0 };
  } catch (error) {
    // execFile's failures have all three; anything else is none of a program's.
    const { stdout, stderr, code } = error as { stdout?: string; stderr?: string; code?: number };
    if (stdout === undefined) throw error;
    return { out: `${stdout}${stderr}`, code: code ?? -1 };
  }
}

const python = needs("Python's own library", 'python3');
describe.skipIf(python.missing)(python.title, () => {
  it('sends and reads, and is told why where it may not', { timeout: 120_000 }, async () => {
    const { pop, pops, smtp, smtps } = world.ports;
    const ports = [pop, pops, smtp, smtps].map(String);
    const { out, code } = await ran('python3', [
      join(import.meta.dirname, 'clients.py'),
      world.caFile,
      ...ports,
      anna,
    ]);
    expect(code, out).toBe(0);
    expect(out.trim().split('\n')).toEqual([
      expect.stringMatching(/^behind .*\bchunking\b/),
      'auth_plain 535 5.7.8 ',
      'auth_login 535 5.7.8 ',
      'sender 553 5.7.1 ',
      'pass -ERR [AUTH]',
      'before AUTH-RESP-CODE IMPLEMENTATION RESP-CODES SASL TOP UIDL USER',
      'messages 2',
      'subjects by STARTTLS by TLS',
      'dots True',
      'long True',
      'again 2',
    ]);
  });
});

const curls = needs('curl', 'curl');
describe.skipIf(curls.missing)(curls.title, () => {
  const curl = (password: string, ...args: string[]) =>
    ran('curl', ['-sS', '--cacert', world.caFile, '--user', `${anna}:${password}`, ...args]);
  const letter = 'Subject: by curl\r\n\r\nhello\r\n';

  it.each(['PLAIN', 'LOGIN'])('sends with AUTH %s and reads by POP', async (mechanism) => {
    const { smtps, pops } = world.ports;
    const file = join(world.folder, 'letter');
    writeFileSync(file, letter);
    const sent = await curl(
      'right',
      ...[`smtps://localhost:${smtps}`, '--login-options', `AUTH=${mechanism}`],
      ...['--mail-from', anna, '--mail-rcpt', anna, '-T', file],
    );
    expect(sent).toEqual({ out: '', code: 0 });
    const read = await curl('right', `pop3s://localhost:${pops}/1`, '--login-options', `AUTH=${mechanism}`);
    expect(read.out).toContain(letter);
  });
  it('hears that a password is wrong', async () => {
    const { pops, smtp } = world.ports;
    expect(await curl('wrong', `pop3s://localhost:${pops}/`)).toMatchObject({ code: 67 });
    expect(await curl('wrong', '--ssl-reqd', `smtp://localhost:${smtp}`)).toMatchObject({ code: 67 });
  });
});

const swaks = needs('swaks', 'swaks');
describe.skipIf(swaks.missing)(swaks.title, () => {
  it('sends in a pipeline behind STARTTLS', { timeout: 60_000 }, async () => {
    const { code, out } = await ran('swaks', [
      ...['--server', 'localhost', '--port', String(world.ports.smtp), '--tls', '--pipeline'],
      ...['--auth', 'PLAIN', '--auth-user', anna, '--auth-password', 'right', '--from', anna, '--to', anna],
      ...['--header', 'Subject: by swaks'],
    ]);
    expect(code, out).toBe(0);
    expect(subjects()).toContain('by swaks');
  });
});

const msmtp = needs('msmtp', 'msmtp');
describe.skipIf(msmtp.missing)(msmtp.title, () => {
  it('sends 35 MB', { timeout: 120_000 }, async () => {
    const { code, out } = await ran(
      'msmtp',
      [
        ...[
          '--host=localhost',
          `--port=${world.ports.smtps}`,
          '--tls=on',
          '--tls-starttls=off',
          '--auth=plain',
        ],
        ...[
          `--tls-trust-file=${world.caFile}`,
          `--user=${anna}`,
          '--passwordeval=echo right',
          `--from=${anna}`,
          anna,
        ],
      ],
      `Subject: by msmtp\n\n${`${'z'.repeat(76)}\n`.repeat(455_000)}`,
    );
    expect(code, out).toBe(0);
    expect(subjects()).toContain('by msmtp');
  });
});

const fetchmail = needs('fetchmail', 'fetchmail');
describe.skipIf(fetchmail.missing)(fetchmail.title, () => {
  it.each([
    ['right', 1],
    ['wrong', 3],
  ])('fetches by POP, where the password is %s', async (password, exitCode) => {
    world.behind.faces.mail.deliver(Buffer.from('Subject: fetched\r\n\r\nhello\r\n'), anna);
    const file = join(world.folder, 'fetchmailrc');
    const tls = `sslproto "TLS1.2+" sslcertck sslcertfile ${world.caFile}`;
    writeFileSync(
      file,
      `poll localhost service ${world.ports.pop} protocol pop3\n  user "${anna}" password "${password}" ${tls} keep\n  mda "cat"\n`,
      { mode: 0o600 },
    );
    const { out, code } = await ran('fetchmail', ['-f', file, '--nodetach', '--nosyslog']);
    expect(code, out).toBe(exitCode === 1 ? 0 : exitCode);
    if (password === 'right') expect(out).toContain('Subject: fetched');
    else expect(out).toMatch(/Authori[sz]ation failure/);
  });
});

describe('what comes too early', () => {
  it.each([
    [
      'smtp',
      'EHLO x\r\nSTARTTLS\r\nRSET\r\nEHLO evil\r\n',
      /220 2\.0\.0 Begin TLS\r\n$/,
      'NOOP\r\n',
      '250 2.0.0 OK\r\n',
    ],
    [
      'pop',
      'STLS\r\nUSER evil\r\n',
      /\+OK Begin TLS negotiation\.\r\n$/,
      'PASS x\r\n',
      '-ERR USER comes before PASS.\r\n',
    ],
  ] as const)('in %s is gone when TLS stands', async (door, injected, until, said, answer) => {
    const raw = connect(world.ports[door], '127.0.0.1');
    raw.write(injected);
    let heard = '';
    while (!until.test(heard)) heard += String((await once(raw, 'data'))[0]);
    raw.removeAllListeners('data');
    const secure = connectTls({ socket: raw, servername: 'localhost', ca: readFileSync(world.caFile) });
    secure.write(said);
    expect(String((await once(secure, 'data'))[0])).toBe(answer);
    secure.destroy();
  });

  it('behind a sign-in is heard by the server, in order', async () => {
    const socket = connect(world.ports.smtp, '127.0.0.1');
    const plain = Buffer.from(`\0${anna}\0as anna alone`).toString('base64');
    socket.write(
      `EHLO x\r\nAUTH PLAIN ${plain}\r\nMAIL FROM:<ben@contoso.com>\r\nMAIL FROM:<${anna}>\r\nRCPT TO:<${anna}>\r\nDATA\r\nFrom: <${anna}>\r\nSubject: early\r\n\r\n\n.\nMAIL FROM:<ben@contoso.com>\r\n.\r\nQUIT\r\n`,
    );
    let heard = '';
    for await (const chunk of socket) heard += String(chunk);
    expect(heard.match(/^\d{3}(?= )/gm)).toEqual([
      '220',
      '250',
      '235',
      '553',
      '250',
      '250',
      '354',
      '250',
      '221',
    ]);
    // Exchange keeps a copy of what was sent.
    expect(subjects()).toEqual(['early', 'early']);
  });
});
