// Sessions on which nothing is said have an end, by each protocol's own time; a clock that is set, either way, makes nobody
// idle and keeps nobody for ever.

import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { silentLogger } from '../../src/base/logger.ts';
import { type ProxyProtocol, proxyProtocols } from '../../src/proxy/front/front.ts';
import { Proxy, proxyLimits } from '../../src/proxy/proxy.ts';
import { fakeClock } from '../kit/fake-clock.ts';
import { RawClient } from '../kit/proxy-house.ts';
import { signIn } from '../kit/sign-in.ts';

const closers: Array<() => unknown> = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** Everybody is admitted, to a server that answers each line in the words of all three protocols. */
async function open(protocol: ProxyProtocol) {
  const clock = fakeClock();
  // As by the machine: timers go on as they were, whatever the clock says.
  let setBy = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', () => socket.write('x OK\r\n'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  // A TCP server that listens has an AddressInfo.
  const { port } = server.address() as { port: number };
  const proxy = await Proxy.start({
    ports: [{ protocol, host: '127.0.0.1', port: 0, tls: 'starttls' }],
    name: 'localhost',
    clock: { now: () => clock.now() + setBy, after: (...timer) => clock.after(...timer) },
    log: silentLogger,
    rescue: true,
    doorkeeper: {
      admit: () =>
        Promise.resolve({
          account: 'id' as never,
          accountName: 'anna',
          mailbox: 'anna@contoso.example',
          user: 'anna@contoso.example',
          passwordName: 'a device',
          senders: undefined,
          ended: new AbortController().signal,
          leave: () => {},
        }),
    },
    connect: async () => {
      const socket = connect({ host: '127.0.0.1', port });
      await once(socket, 'connect');
      socket.pause();
      return { socket, capabilities: [], text: 'in', rest: Buffer.alloc(0) };
    },
  });
  closers.push(() => proxy.stop({ graceMs: 0 }));
  const [at] = proxy.ports;
  if (!at) throw new Error('it does not listen');
  const { client, isIn } = await signIn(at, { user: 'anna', password: 'x' });
  closers.push(() => client.close());
  expect(isIn).toBe(true);
  const setClock = (ms: number): void => {
    setBy = ms;
  };
  return { clock, setClock, proxy, client };
}

const ask = (client: RawClient): Promise<string> => client.say('x NOOP\r\n').until(/x OK\r\n/);
const minuteMs = 60_000;

it.each(
  proxyProtocols.flatMap((protocol) =>
    [0, 5 * 60 * minuteMs, -5 * 60 * minuteMs].map((jumpMs) => [protocol, jumpMs] as const),
  ),
)('a session of %s, under a clock that is set by %i ms', async (protocol, jumpMs) => {
  const { clock, setClock, proxy, client } = await open(protocol);
  const limitMs = proxyLimits.idleMs[protocol];
  await clock.advance(limitMs - 2 * minuteMs);
  setClock(jumpMs);
  await clock.advance(minuteMs);
  expect(client.closed).toBe(false);
  await ask(client);
  // It has said something: it has all of its time again.
  await clock.advance(limitMs - minuteMs);
  expect(client.closed).toBe(false);
  await clock.advance(3 * minuteMs);
  const last = await client.rest();
  if (protocol === 'imap')
    expect(last).toMatch(/^\* BYE \[UNAVAILABLE\] Nothing was said in either direction for 32 minutes/);
  await expect.poll(() => proxy.sessions).toEqual([]);
});
