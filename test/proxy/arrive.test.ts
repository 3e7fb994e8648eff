// Before a mail protocol begins: one port for both ways of TLS, and load balancers that tell whom they connect for.

import { once } from 'node:events';
import { connect as connectTls, createSecureContext } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { fail } from '../../src/errors/error.ts';
import { createAuthority } from '../../src/net/certificate.ts';
import type { PortTls } from '../../src/proxy/arrive.ts';
import { Proxy } from '../../src/proxy/proxy.ts';
import { type FakeClock, fakeClock } from '../kit/fake-clock.ts';
import { RawClient } from '../kit/proxy-house.ts';

const authority = await createAuthority({ name: 'test', nowMs: systemClock().now() });
const leaf = await authority.issue();

let proxy: Proxy | undefined;
const clients: RawClient[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await proxy?.stop({ graceMs: 0 });
  proxy = undefined;
});

async function start(
  tls: PortTls,
  loadBalancers: string[] = [],
): Promise<{ clock: FakeClock; from: string[] }> {
  const clock = fakeClock();
  const from: string[] = [];
  proxy = await Proxy.start({
    ports: [{ protocol: 'imap', host: '127.0.0.1', port: 0, tls }],
    name: 'localhost',
    doorkeeper: {
      admit({ address }) {
        from.push(address);
        return Promise.reject(fail('app-password-refused', {}));
      },
    },
    connect: () => Promise.reject(new Error('nobody gets so far')),
    tls: () => createSecureContext(leaf),
    loadBalancers,
    clock,
    log: silentLogger,
    rescue: false,
  });
  return { clock, from };
}

async function client(): Promise<RawClient> {
  const [port] = proxy?.ports ?? [];
  if (!port) throw new Error('it does not listen');
  const opened = await RawClient.open(port);
  clients.push(opened);
  return opened;
}

const greeting = /^\* OK .*\r\n/;
const version1 = 'PROXY TCP4 192.0.2.7 192.0.2.1 51234 143\r\n';
/** Version 2, TCP over IPv6, 2001:db8::7. */
const version2 = Buffer.from(
  `0d0a0d0a000d0a515549540a2121002420010db8${'00'.repeat(11)}0720010db8${'00'.repeat(11)}01c822008f`,
  'hex',
);

describe('one port for both', () => {
  it('has TLS for who begins with it', async () => {
    await start('either');
    const { socket } = await client();
    const secured = connectTls({ socket, servername: 'localhost', ca: authority.pem });
    const [first] = (await once(secured, 'data')) as [Buffer];
    expect(String(first)).toMatch(greeting);
    expect(String(first)).not.toContain('STARTTLS');
    secured.destroy();
  });

  it('has STARTTLS for who says something else, at once', async () => {
    await start('either');
    const said = await (await client()).say('a1 CAPABILITY\r\n').until(/^a1 OK.*\r\n/m);
    expect(said).toContain('STARTTLS');
  });

  it('greets who waits for it, after three seconds', async () => {
    const { clock } = await start('either');
    const waiting = await client();
    await expect.poll(() => clock.pending).toBeGreaterThan(1);
    await clock.advance(2_999);
    expect(waiting.socket.bytesRead).toBe(0);
    await clock.advance(1);
    expect(await waiting.until(greeting)).toContain('STARTTLS');
  });
});

describe('a load balancer', () => {
  it.each([
    ['version 1', version1, '192.0.2.7'],
    ['version 2', version2, '2001:db8:0:0:0:0:0:7'],
    ['of itself', 'PROXY UNKNOWN\r\n', '127.0.0.1'],
  ])('tells whom it connects for: %s', async (_what, header, address) => {
    const { from } = await start('implicit', ['127.0.0.0/8']);
    const line = await client();
    line.say(header);
    const secured = connectTls({ socket: line.socket, servername: 'localhost', ca: authority.pem });
    await once(secured, 'data');
    secured.write('a1 LOGIN anna right\r\n');
    expect(String((await once(secured, 'data'))[0])).toMatch(/^a1 NO/);
    expect(from).toEqual([address]);
    secured.destroy();
  });

  it('makes a client of another machine show no password in clear text', async () => {
    await start('starttls', ['127.0.0.1']);
    const said = await (await client()).say(`${version1}a1 LOGIN anna right\r\n`).until(/^a1 .*\r\n/m);
    expect(said).toContain('LOGINDISABLED');
    expect(said).toContain('a1 NO [PRIVACYREQUIRED]');
  });

  it('that tells nothing is not served, nor is a client that tells it is one', async () => {
    await start('starttls', ['127.0.0.1']);
    expect(await (await client()).say('a1 LOGIN anna right\r\n').rest()).toBe('');
    await proxy?.stop({ graceMs: 0 });
    const { from } = await start('starttls', ['192.0.2.1']);
    const said = await (await client()).say(`${version1}a1 LOGIN anna right\r\n`).rest();
    expect(said).toMatch(/^\* OK .*\r\n\* BYE This is an IMAP server\.\r\n$/);
    expect(from).toEqual([]);
  });
});
