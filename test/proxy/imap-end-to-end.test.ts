// An IMAP client with a password reads a mailbox of the sandbox through us; what Exchange and Entra refuse it reads in its
// own reply. Foreign clients and hostile ones, and after each of the latter somebody who only wants his mail.

import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { seed } from '../../src/sandbox/index.ts';
import { needs } from '../kit/interop.ts';
import { openProxyHouse, type ProxyHouse, RawClient } from '../kit/proxy-house.ts';

const clock = systemClock();
const run = promisify(execFile);
const { anna, ben, admin } = seed.contoso;

let house: ProxyHouse;
let password: string;

beforeAll(async () => {
  house = await openProxyHouse([anna, ben, admin]);
  password = await house.password(anna.name);
  const message = `From: ${ben.name}\r\nTo: ${anna.name}\r\nSubject: Through the proxy\r\n\r\nHello.\r\n`;
  house.sandbox.mail.deliver(Buffer.from(message), anna.name);
}, 60_000);
afterAll(() => house.close());

const login = (user: string, secret: string): string => `a LOGIN "${user}" "${secret}"\r\n`;

async function answerTo(user: string, secret: string): Promise<string> {
  const client = await RawClient.open(house.ports.clear);
  try {
    await client.until(/IMAP4 service is ready\.\r\n/);
    return await client.say(login(user, secret)).until(/a (?:OK|NO|BAD) .*\r\n/);
  } finally {
    client.close();
  }
}

async function somebodyReadsMail(): Promise<void> {
  const client = await RawClient.open(house.ports.tls, house.caPem);
  await client.until(/ready\.\r\n/);
  client.say(`${login(anna.name, password)}b SELECT INBOX\r\nc FETCH 1:* BODY.PEEK[]\r\nd LOGOUT\r\n`);
  const said = await client.rest();
  expect(said).toMatch(/^a OK \[CAPABILITY [^\]]*\] /m);
  expect(said).toContain('Subject: Through the proxy');
  expect(said).toMatch(/^d OK /m);
}

describe('a refusal says why, in the reply', () => {
  it('a wrong password', async () => {
    expect(await answerTo(anna.name, 'wrong')).toMatch(/^a NO \[AUTHENTICATIONFAILED\] .*app password/);
  });

  it('IMAP off for the mailbox', async () => {
    const box = house.sandbox.directory.mailboxByAddress(anna.name);
    if (!box) throw new Error('anna has a mailbox');
    box.imapEnabled = false;
    try {
      expect(await answerTo(anna.name, password)).toMatch(/^a NO \[AUTHORIZATIONFAILED\] .*IMAP/);
      expect(house.proxy.refusals[0]).toMatchObject({ user: anna.name, protocol: 'imap' });
    } finally {
      box.imapEnabled = true;
    }
  });

  it("a mailbox that is not the account's", async () => {
    const other = await house.password(anna.name, { mailboxes: [admin.name] });
    expect(await answerTo(admin.name, other)).toMatch(/^a NO \[AUTHORIZATIONFAILED\] .*mailbox/);
  });

  it('a consent that is gone', async () => {
    const secret = await house.password(ben.name);
    expect(await answerTo(ben.name, secret)).toMatch(/^a OK /);
    const token = await house.mailgrant.tokens.get(ben.name, 'imap');
    await house.mailgrant.tokens.invalidate(token);
    house.sandbox.entra.revokeSessions(ben.name);
    const reply = await answerTo(ben.name, secret);
    expect(reply).toMatch(/^a NO \[AUTHORIZATIONFAILED\] .*(?:mailgrant login|sign in)/i);
    expect(reply).not.toContain(secret);
    expect(reply.length).toBeLessThanOrEqual(450);
  });
});

describe('foreign clients read mail', () => {
  const python = needs('Python imaplib', 'python3');
  it.skipIf(python.missing)(`${python.title}: in clear text, by STARTTLS, by TLS`, async () => {
    const script = `
import imaplib, ssl, sys
clear, tls, ca, user, password = sys.argv[1:]
context = ssl.create_default_context(cafile=ca)
context.check_hostname = False
def read(imap):
    imap.login(user, password)
    imap.select('INBOX')
    print(imap.fetch('1', '(BODY.PEEK[])')[1][0][1].decode().count('Through the proxy'), 'AUTH=PLAIN' in imap.capabilities)
    imap.logout()
read(imaplib.IMAP4('127.0.0.1', int(clear)))
secure = imaplib.IMAP4('127.0.0.1', int(clear))
secure.starttls(context)
read(secure)
read(imaplib.IMAP4_SSL('127.0.0.1', int(tls), ssl_context=context))
plain = imaplib.IMAP4('127.0.0.1', int(clear))
plain.authenticate('PLAIN', lambda challenge: ('\\0' + user + '\\0' + password).encode())
print(plain.noop()[0])
plain.logout()
`;
    const { clear, tls } = house.ports;
    const args = [String(clear.port), String(tls.port), house.caFile, anna.name, password];
    const { stdout } = await run('python3', ['-c', script, ...args], { timeout: 60_000 });
    expect(stdout.trim().split('\n')).toEqual(['1 True', '1 True', '1 True', 'OK']);
  });

  const curl = needs('curl', 'curl');
  it.skipIf(curl.missing)(`${curl.title}: the message by its number`, async () => {
    const { clear } = house.ports;
    const { stdout } = await run(
      'curl',
      ['-sS', '--user', `${anna.name}:${password}`, `imap://127.0.0.1:${clear.port}/INBOX;MAILINDEX=1`],
      { timeout: 60_000 },
    );
    expect(stdout).toContain('Subject: Through the proxy');
  });
});

describe('hostile clients cost nobody his mail', () => {
  it('50 MB without a line end', async () => {
    const client = await RawClient.open(house.ports.clear);
    const chunk = Buffer.alloc(1 << 20, 'x');
    for (let count = 0; count < 50 && !client.closed; count += 1) {
      client.say(chunk);
      await new Promise((resolve) => setImmediate(resolve));
    }
    // What was still on its way makes a reset of the end, which may overtake the last words.
    expect(await client.rest()).toMatch(/^\* OK .*\r\n(?:\* BYE The line is too long\.\r\n)?$/);
    await somebodyReadsMail();
  });

  it('commands without end from one who reads no answer', async () => {
    const { host, port } = house.ports.clear;
    const socket = connect(port, host);
    socket.on('error', () => {});
    const chunk = Buffer.from('a NOOP\r\n'.repeat(8192));
    let taken = 0;
    // What it cannot get rid of any more is what we do not take.
    while (taken < 2048) {
      if (!socket.write(chunk)) {
        const more = await new Promise((resolve) => {
          socket.once('drain', () => resolve(true));
          clock.after(1500, () => resolve(false), { background: true });
        });
        if (more === false) break;
      }
      taken += 1;
    }
    expect(taken).toBeLessThan(1024);
    await somebodyReadsMail();
    socket.destroy();
  });

  it('bytes that are no TLS, where TLS begins', async () => {
    const client = await RawClient.open(house.ports.tls);
    expect(
      await client.say(Buffer.from('\x16\x03\x01\xff\xffa LOGIN b c\r\n', 'latin1')).rest(),
    ).not.toContain('OK');
    await somebodyReadsMail();
  });

  it('commands behind STARTTLS in clear text, which count for nothing', async () => {
    const client = await RawClient.open(house.ports.clear);
    await client.until(/ready\.\r\n/);
    client.say(`x STARTTLS\r\n${login(anna.name, password)}`);
    await client.until(/x OK .*\r\n/);
    await client.secure(house.caPem);
    expect(await client.say('b NOOP\r\n').until(/b OK .*\r\n/)).toBe('b OK NOOP completed.\r\n');
    client.close();
    await somebodyReadsMail();
  });

  it('a line that is secured half-way, by somebody who is patient', async () => {
    const client = await RawClient.open(house.ports.clear);
    await client.until(/ready\.\r\n/);
    await client.say('x STARTTLS\r\n').until(/x OK .*\r\n/);
    await client.secure(house.caPem);
    for (const letter of login(anna.name, password)) {
      client.say(letter);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await client.until(/a OK .*\r\n/)).toMatch(/^a OK/);
    client.close();
  });
});

it('leaves no session behind', async () => {
  for (let tries = 0; tries < 300 && house.proxy.sessions.length > 0; tries += 1) {
    await new Promise((resolve) => clock.after(50, () => resolve(undefined)));
  }
  expect(house.proxy.sessions).toEqual([]);
});
