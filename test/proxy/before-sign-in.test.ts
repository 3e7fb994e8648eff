// What a client can do before it has signed in, and how little that costs: connections that are held, a side that is closed.

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../src/base/logger.ts';
import { fail } from '../../src/errors/error.ts';
import { createAuthority } from '../../src/net/certificate.ts';
import type { Doorkeeper, SignInAttempt } from '../../src/proxy/admission/admission.ts';
import type { PortTls } from '../../src/proxy/arrive.ts';
import { type ProxyProtocol, proxyProtocols } from '../../src/proxy/front/front.ts';
import { Proxy, proxyLimits } from '../../src/proxy/proxy.ts';
import { fakeClock } from '../kit/fake-clock.ts';

const closers: Array<() => unknown> = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function open(
  numbers: { perAddress: number; inAll: number },
  admit?: Doorkeeper['admit'],
  tls: PortTls = 'starttls',
) {
  const clock = fakeClock(0);
  const { cert, key } = await (await createAuthority({ name: 'test', nowMs: Date.now() })).issue();
  const context = createSecureContext({ cert, key });
  const proxy = await Proxy.start({
    ports: proxyProtocols.map((protocol) => ({ protocol, host: '127.0.0.1', port: 0, tls })),
    tls: () => context,
    name: 'localhost',
    clock,
    log: silentLogger,
    rescue: true,
    limits: { ...proxyLimits, waiting: numbers },
    doorkeeper: { admit: admit ?? (() => Promise.reject(fail('app-password-refused', {}))) },
    connect: () => Promise.reject(new Error('nobody is admitted')),
  });
  closers.push(() => proxy.stop({ graceMs: 0 }));
  const ports = new Map(proxy.ports.map(({ protocol, port }) => [protocol, port]));
  const port = (protocol: ProxyProtocol): number => ports.get(protocol) ?? 0;
  const dial = (protocol: ProxyProtocol): Socket => {
    const socket = connect({ host: '127.0.0.1', port: port(protocol), allowHalfOpen: true });
    socket.on('error', () => {});
    closers.push(() => socket.destroy());
    return socket;
  };
  return { clock, proxy, dial, port };
}

const first = async (socket: Socket): Promise<string> => String((await once(socket, 'data'))[0]);

describe.each([
  ['an address', { perAddress: 1, inAll: 10 }, '127.0.0.1 has 1'],
  ['all', { perAddress: 10, inAll: 1 }, 'This proxy has 1'],
])('connections of %s that have not signed in', (_, numbers, why) => {
  it.each([
    ['imap', '* BYE [UNAVAILABLE] '],
    ['pop', '-ERR [SYS/TEMP] '],
    ['smtp', '421 4.3.2 '],
  ] as const)('are bounded, and %s says so', async (protocol, refusal) => {
    const { dial } = await open(numbers);
    const held = dial('imap');
    expect(await first(held)).toMatch(/^\* OK/);
    const second = dial(protocol);
    const ended = once(second, 'end');
    expect(await first(second)).toContain(`${refusal}${why} connections that have not signed in`);
    await ended;
    held.destroy();
    // Its place is free as soon as the proxy has heard of it.
    for (;;) {
      const next = dial(protocol);
      if (!(await first(next)).includes('have not signed in')) break;
    }
  });
});

it('those in the middle of a handshake are bounded as well, and one too many is not listened to', async () => {
  const { dial, port } = await open({ perAddress: 2, inAll: 10 }, undefined, 'implicit');
  const held = [dial('imap'), dial('smtp')];
  for (const socket of held) {
    await once(socket, 'connect');
    // A record of a handshake is on its way, and 200 of its bytes never come.
    socket.write(Buffer.from([0x16, 3, 1, 0, 200, 1]));
  }
  const ended = (socket: Socket): Promise<unknown> =>
    Promise.race([
      once(socket, 'end').then(() => 'sent away'),
      once(socket, 'close').then(() => 'sent away'),
    ]);
  expect(await ended(dial('pop'))).toBe('sent away');
  held[0]?.destroy();
  const isIn = (): Promise<string> =>
    new Promise((resolve) => {
      const socket = connectTls({ port: port('pop'), host: '127.0.0.1', rejectUnauthorized: false });
      socket.on('error', (error) => resolve(String(error)));
      socket.on('data', (bytes: Buffer) => {
        resolve(String(bytes));
        socket.destroy();
      });
    });
  // Its place is free as soon as the proxy has heard of it.
  await expect.poll(isIn).toMatch(/^\+OK/);
});

it.each(proxyProtocols)(
  'a client of %s that says nothing is sent away before one that signs in slowly',
  async (protocol) => {
    const { clock, dial } = await open(proxyLimits.waiting);
    const [silent, slow] = [dial(protocol), dial(protocol)];
    await Promise.all([first(silent), first(slow)]);
    slow.write(protocol === 'imap' ? 'a1 NOOP\r\n' : protocol === 'pop' ? 'CAPA\r\n' : 'NOOP\r\n');
    await first(slow);
    const told = first(silent);
    await clock.advance(proxyLimits.firstCommandMs);
    expect(await told).toContain('did not sign in within 60 seconds');
    const late = first(slow);
    await clock.advance(proxyLimits.signInMs);
    expect(await late).toContain('did not sign in within 180 seconds');
  },
);

describe('a client that closes its side in the middle of its sign-in', () => {
  const attempts: SignInAttempt[] = [];
  const never: Doorkeeper['admit'] = (attempt) => {
    attempts.push(attempt);
    return new Promise((_, reject) => {
      attempt.signal.addEventListener('abort', () => reject(attempt.signal.reason as Error));
    });
  };
  const signIn = async (dial: (protocol: ProxyProtocol) => Socket, behind: string): Promise<AbortSignal> => {
    const socket = dial('imap');
    await first(socket);
    const before = attempts.length;
    socket.end(`a1 LOGIN anna secret\r\n${behind}`);
    for (;;) {
      const attempt = attempts[before];
      if (attempt) return attempt.signal;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  it('ends the work for it at once', async () => {
    const { dial } = await open(proxyLimits.waiting, never);
    const signal = await signIn(dial, '');
    if (!signal.aborted) await once(signal, 'abort');
    expect(signal.aborted).toBe(true);
  });
  it('is served where it has said what it wants of the session', async () => {
    const { dial, proxy } = await open(proxyLimits.waiting, never);
    const signal = await signIn(dial, 'a2 LOGOUT\r\n');
    const other = await signIn(dial, '');
    if (!other.aborted) await once(other, 'abort');
    expect(signal.aborted).toBe(false);
    expect(proxy.sessions.length).toBeGreaterThan(0);
  });
});
