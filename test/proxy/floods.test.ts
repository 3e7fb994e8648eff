// Fifty megabytes without the end of a line, and bytes that are no TLS or no mail at all, by each door of a proxy in a process of
// its own: before the sign-in and behind it. Its memory stays where it was, the sessions beside it go on, and the next one enters.

import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProxyProtocol, proxyProtocols } from '../../src/proxy/front/front.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { type ConnectedHome, connectedHome } from '../kit/connected-home.ts';
import { appPassword, type ProxyProcess, startProxyProcess } from '../kit/proxy-process.ts';
import { seeded } from '../kit/seeded.ts';
import { type SignIn, signIn } from '../kit/sign-in.ts';

const { anna } = seed.contoso;
const floodBytes = 50e6;
/** What Node.js itself takes and gives back meanwhile; one flood that is held would be nearly as much, and there are ten. */
const grownBytesMax = 150e6;
const randomSeed = 20261126;

let sandbox: Sandbox;
let home: ConnectedHome;
let proxy: ProxyProcess;
let password: string;
let ca: string;
let beside: SignIn[];
let atFirst: number;

beforeAll(async () => {
  sandbox = await startSandbox();
  sandbox.quirks.popLock = false;
  home = await connectedHome(sandbox, [anna]);
  password = await appPassword(home, anna.name, 'a device');
  const ports = ['--imap', '0', '--pop', '0', '--smtp', '0'];
  proxy = await startProxyProcess(home, [
    ...ports,
    '--tls-local',
    'localhost',
    '--tls-local',
    '127.0.0.1',
    '--tls-mode',
    'both',
  ]);
  ca = readFileSync(join(home.folder, '.local', 'share', 'mailgrant', 'proxy-tls', 'authority.pem'), 'utf8');
  beside = await Promise.all(proxyProtocols.map((protocol) => enter(protocol)));
  atFirst = proxy.residentBytes();
}, 60_000);
afterAll(async () => {
  for (const { client } of beside ?? []) client.close();
  await proxy?.end('SIGTERM');
  home?.close();
  await sandbox?.close();
});

async function enter(protocol: ProxyProtocol): Promise<SignIn> {
  const one = await signIn({ ...proxy.port(protocol), tls: 'implicit' }, { user: anna.name, password, ca });
  expect(one.isIn, one.reply).toBe(true);
  return one;
}

/** Those that were there before, and a new one by each door. */
async function expectAlive(): Promise<void> {
  const asked = { imap: ['x NOOP', /^x OK/m], pop: ['NOOP', /^\+OK/m], smtp: ['NOOP', /^250/m] } as const;
  for (const [at, protocol] of proxyProtocols.entries()) {
    const [command, answer] = asked[protocol];
    await beside[at]?.client.say(`${command}\r\n`).until(answer);
    (await enter(protocol)).client.close();
  }
  expect(proxy.residentBytes() - atFirst).toBeLessThan(grownBytesMax);
}

const chunk = Buffer.alloc(65_536, 'a');

/** Writes as fast as it is taken, until it was all or the other side has ended it. @returns how much, and what was said */
function flood(socket: Socket, begin: string): Promise<{ bytes: number; said: string }> {
  return new Promise((resolve) => {
    let bytes = 0;
    let said = '';
    const over = (): void => {
      socket.destroy();
      resolve({ bytes, said });
    };
    const write = (): void => {
      while (!socket.destroyed && bytes < floodBytes) {
        bytes += chunk.length;
        if (!socket.write(chunk)) return void socket.once('drain', write);
      }
      // All of it was taken; a line that has no end has no answer either.
      if (bytes >= floodBytes) socket.end();
    };
    socket.on('data', (data: Buffer) => {
      said += data.toString('latin1');
    });
    socket.on('error', over);
    socket.on('end', over);
    socket.on('close', over);
    if (begin !== '') socket.write(begin);
    write();
  });
}

function dial(protocol: ProxyProtocol, tls: boolean): Socket {
  const { host, port } = proxy.port(protocol);
  return tls ? connectTls({ host, port, ca, servername: 'localhost' }) : connect({ host, port });
}

const refusals = { imap: /^\* BYE /m, pop: /^-ERR /m, smtp: /^(?:500|421) /m } as const;

describe('fifty megabytes without the end of a line', () => {
  it.each([
    ['in clear text', false],
    ['by TLS', true],
  ])(
    'before the sign-in, %s',
    async (_, tls) => {
      const all = await Promise.all(proxyProtocols.map((protocol) => flood(dial(protocol, tls), '')));
      for (const [at, { bytes, said }] of all.entries()) {
        expect(bytes).toBeLessThan(floodBytes);
        // Where it was still being written to, the end may come as a reset that takes the last words with it.
        if (/BYE|-ERR|500|421/.test(said)) expect(said).toMatch(refusals[proxyProtocols[at] ?? 'imap']);
      }
      await expectAlive();
    },
    60_000,
  );

  it.each([
    ['a command of IMAP', 'imap', 'a2 NOOP '],
    ['the name of a folder', 'imap', 'a2 SELECT "'],
    ['a command of POP', 'pop', 'NOOP '],
    ['a command of SMTP', 'smtp', 'NOOP '],
  ] as const)(
    'behind the sign-in, in %s',
    async (_, protocol, begin) => {
      const { client } = await enter(protocol);
      await flood(client.socket, begin);
      await expectAlive();
    },
    60_000,
  );

  it('behind the sign-in, in a message', async () => {
    const { client } = await enter('smtp');
    await client.say(`MAIL FROM:<${anna.name}>\r\n`).until(/^250 .*\r\n/m);
    await client.say(`RCPT TO:<${anna.name}>\r\n`).until(/^250 .*\r\n/m);
    await client.say('DATA\r\n').until(/^354 .*\r\n/m);
    await flood(client.socket, '');
    await expectAlive();
  }, 60_000);
});

describe(`bytes that are nothing, seed ${randomSeed}`, () => {
  const random = seeded(randomSeed);
  const noise = (size: number): Buffer => Buffer.from(Array.from({ length: size }, () => random.below(256)));
  const record = (type: number, bytes: Buffer): Buffer =>
    Buffer.concat([Buffer.from([type, 3, 3, bytes.length >> 8, bytes.length & 255]), bytes]);

  const ended = (socket: Socket): Promise<void> =>
    new Promise((resolve) => {
      socket.on('error', () => resolve());
      socket.on('close', () => resolve());
      socket.on('end', () => {
        socket.destroy();
        resolve();
      });
      socket.resume();
    });

  it('in the place of TLS are an end of that connection, by each door and by STARTTLS', async () => {
    const garbage = [
      record(22, noise(200)),
      record(22, Buffer.concat([Buffer.from([1, 0, 0, 196]), noise(196)])),
      record(23, noise(100)),
      record(21, Buffer.from([2, 40])),
      Buffer.concat([Buffer.from([22, 3, 1]), noise(5_000)]),
    ];
    const begin = { imap: 'a1 STARTTLS\r\n', pop: 'STLS\r\n', smtp: 'EHLO x\r\nSTARTTLS\r\n' } as const;
    const go = { imap: /^a1 OK/m, pop: /^\+OK [^M]/m, smtp: /^220 2/m } as const;
    await Promise.all(
      proxyProtocols.flatMap((protocol) =>
        garbage.flatMap((bytes) => [
          (async () => {
            const socket = dial(protocol, false);
            const end = ended(socket);
            socket.write(bytes);
            // Some of it looks like the beginning of something longer.
            socket.end();
            await end;
          })(),
          (async () => {
            const socket = dial(protocol, false);
            const end = ended(socket);
            let said = '';
            let sent = false;
            socket.on('data', (data: Buffer) => {
              said += data.toString('latin1');
              if (sent || !go[protocol].test(said)) return;
              sent = true;
              socket.write(bytes);
              socket.end();
            });
            socket.write(begin[protocol]);
            await end;
            expect(sent, said).toBe(true);
          })(),
        ]),
      ),
    );
    await expectAlive();
  }, 60_000);

  it('inside of TLS that stands end that session alone', async () => {
    for (const protocol of proxyProtocols) {
      const raw = connect(proxy.port(protocol));
      const socket = connectTls({ socket: raw, ca, servername: 'localhost' });
      const end = ended(socket);
      await new Promise((resolve) => socket.once('data', resolve));
      // Past TLS, which knows nothing of it.
      raw.write(record(23, noise(300)));
      await end;
    }
    await expectAlive();
  }, 60_000);
});
