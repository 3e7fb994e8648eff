import { once } from 'node:events';
import {
  createServer as createTcp,
  type LookupFunction,
  type Server,
  type Socket,
  connect as tcpConnect,
} from 'node:net';
import { createServer as createTls, type TLSSocket, connect as tlsConnect } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fakeClock } from '../../test/kit/fake-clock.ts';
import { freePort } from '../../test/kit/free-port.ts';
import { connectProxy, socksProxy } from '../../test/kit/outgoing-proxies.ts';
import { systemClock } from '../base/clock.ts';
import { type Authority, createAuthority } from './certificate.ts';
import { Dialer, type DialerOptions } from './dial.ts';
import { leadsTo, parseTunnel } from './tunnel.ts';

let authority: Authority;
let plain: Server;
let secure: Server;
const accepted = new Set<Socket>();
const handshakes: boolean[] = [];
const cleanups: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  authority = await createAuthority({ name: 'Dialled', nowMs: Date.now() });
  const keep = (socket: Socket): void => {
    accepted.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => accepted.delete(socket));
  };
  plain = createTcp((socket) => {
    keep(socket);
    socket.resume();
    socket.write('hello\r\n');
  });
  secure = createTls(await authority.issue(['localhost', 'mail.contoso.example']), (socket: TLSSocket) => {
    handshakes.push(socket.isSessionReused());
    socket.write('hello\r\n');
  });
  secure.on('connection', keep);
  for (const server of [plain, secure]) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
});

afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
  for (const socket of accepted) socket.destroy();
});

afterAll(() => {
  plain.close();
  secure.close();
});

const portOf = (server: Server): number => (server.address() as { port: number }).port;

function dialer(options: Partial<DialerOptions> = {}): Dialer {
  return new Dialer({ clock: systemClock(), ca: authority.pem, random: () => 0, ...options });
}

/** Every name is 127.0.0.1 here, as a resolver of this test says. */
const everywhere: LookupFunction = (_name, options, answer) => {
  if (options.all) answer(null, [{ address: '127.0.0.1', family: 4 }]);
  else answer(null, '127.0.0.1', 4);
};

async function said(socket: Socket): Promise<string> {
  expect(socket.isPaused()).toBe(true);
  socket.resume();
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return bytes.toString();
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** How many there are of each; Node has some of its own. */
function listeners(socket: Socket): readonly number[] {
  return ['data', 'error', 'close', 'end', 'timeout', 'readable'].map((name) => socket.listenerCount(name));
}

/** As Node makes it. */
async function bare(server: Server, tls: boolean): Promise<Socket> {
  const way = { host: '127.0.0.1', port: portOf(server) };
  const socket = tls ? tlsConnect({ ...way, rejectUnauthorized: false }) : tcpConnect(way);
  await once(socket, tls ? 'secureConnect' : 'connect');
  cleanups.push(async () => socket.destroy());
  return socket;
}

/** Nothing that was dialled and given up is left on the other side. */
async function allGone(): Promise<void> {
  const limit = Date.now() + 5_000;
  while (accepted.size > 0 && Date.now() < limit) await new Promise((resolve) => setImmediate(resolve));
  expect(accepted.size).toBe(0);
}

describe('a line that cannot be had has a named error', () => {
  it('where nothing listens', async () => {
    const port = await freePort();
    await expect(dialer().dial({ host: '127.0.0.1', port }, { tls: false })).rejects.toMatchObject({
      code: 'net-refused',
      details: { host: `127.0.0.1:${port}` },
    });
  });

  it.each([
    ['tls-wrong-name', {}, '127.0.0.1'],
    ['tls-intercepted', { ca: undefined }, 'localhost'],
  ])('%s', async (code, options, host) => {
    const port = portOf(secure);
    await expect(dialer(options).dial({ host, port }, { tls: true })).rejects.toMatchObject({ code });
    await allGone();
  });

  it('where the server speaks no TLS', async () => {
    const dialled = dialer().dial({ host: 'localhost', port: portOf(plain) }, { tls: true });
    await expect(dialled).rejects.toMatchObject({ code: 'tls-failed' });
    await allGone();
  });

  it('where the handshake never ends, after the limit and not before', async () => {
    const silent = createTcp((socket) => {
      accepted.add(socket);
      socket.on('close', () => accepted.delete(socket));
      socket.resume();
    });
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    cleanups.push(async () => silent.close());
    const clock = fakeClock();
    let over = false;
    const dialled = dialer({ clock, limitMs: 20_000 })
      .dial({ host: '127.0.0.1', port: portOf(silent) }, { tls: true })
      .finally(() => {
        over = true;
      });
    dialled.catch(() => {});
    await once(silent, 'connection');
    await clock.advance(19_999);
    expect(over).toBe(false);
    await clock.advance(1);
    await expect(dialled).rejects.toMatchObject({
      code: 'net-timeout',
      message: expect.stringContaining('not connected within 20 s') as string,
    });
    await allGone();
    expect(clock.pending).toBe(0);
  });

  it("by the caller's own reason, when it is given up", async () => {
    const silent = createTcp((socket) => {
      accepted.add(socket);
      socket.on('close', () => accepted.delete(socket));
      socket.resume();
    });
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    cleanups.push(async () => silent.close());
    const abort = new AbortController();
    const reason = new Error('the client has gone');
    const dialled = dialer().dial(
      { host: '127.0.0.1', port: portOf(silent) },
      { tls: true, signal: abort.signal },
    );
    dialled.catch(() => {});
    await once(silent, 'connection');
    abort.abort(reason);
    await expect(dialled).rejects.toBe(reason);
    await allGone();
  });
});

describe('a name that is not found', () => {
  const failing = (code: string, times: number): { lookup: LookupFunction; asked: () => number } => {
    let asked = 0;
    return {
      asked: () => asked,
      lookup(name, options, answer) {
        asked += 1;
        if (asked > times) return everywhere(name, options, answer);
        answer(Object.assign(new Error(`getaddrinfo ${code} ${name}`), { code }), []);
      },
    };
  };

  it.each([
    ['EAI_AGAIN', 5],
    ['ENOTFOUND', 2],
  ])('%s is given up after %i times', async (code, times) => {
    const clock = fakeClock();
    const { lookup, asked } = failing(code, 99);
    const dialled = dialer({ clock, lookup }).dial({ host: 'localhost', port: 993 }, { tls: true });
    dialled.catch(() => {});
    await clock.advance(10_000);
    await expect(dialled).rejects.toMatchObject({ code: 'net-dns', retry: 'later' });
    expect(asked()).toBe(times);
    expect(clock.pending).toBe(0);
  });

  it('is asked again, a little later each time', async () => {
    const clock = fakeClock();
    const { lookup, asked } = failing('EAI_AGAIN', 3);
    const dialled = dialer({ clock, lookup }).dial(
      { host: 'localhost', port: portOf(secure) },
      { tls: true },
    );
    await clock.advance(124);
    expect(asked()).toBe(1);
    await clock.advance(1);
    expect(asked()).toBe(2);
    await clock.advance(250);
    expect(asked()).toBe(3);
    await clock.advance(500);
    expect(await said(await dialled)).toBe('hello\r\n');
    expect(clock.pending).toBe(0);
  });
});

describe('a line', () => {
  it('is had by the address that answers', async () => {
    const lookup: LookupFunction = (_name, _options, answer) =>
      answer(null, [
        { address: '::1', family: 6 },
        { address: '127.0.0.1', family: 4 },
      ]);
    const line = await dialer({ lookup }).dial({ host: 'localhost', port: portOf(plain) }, { tls: false });
    expect(await said(line)).toBe('hello\r\n');
  });

  it('has no listener of ours and says all that it has heard', async () => {
    for (const [server, tls] of [
      [plain, false],
      [secure, true],
    ] as const) {
      const line = await dialer().dial({ host: 'localhost', port: portOf(server) }, { tls });
      expect(listeners(line)).toEqual(listeners(await bare(server, tls)));
      expect(await said(line)).toBe('hello\r\n');
    }
  });

  it('resumes the TLS session of the last one, without any change of whom it trusts', async () => {
    const one = dialer();
    handshakes.length = 0;
    for (let count = 0; count < 3; count += 1) {
      const line = await one.dial({ host: 'localhost', port: portOf(secure) }, { tls: true });
      // It comes behind the handshake, with or after the first words.
      await Promise.race([once(line, 'session'), turns(50)]);
      line.destroy();
    }
    expect(handshakes).toEqual([false, true, true]);
    const stranger = dialer({ ca: undefined }).dial(
      { host: 'localhost', port: portOf(secure) },
      { tls: true },
    );
    await expect(stranger).rejects.toMatchObject({ code: 'tls-intercepted' });
  });

  it('becomes secure when both sides have agreed to it (STARTTLS)', async () => {
    const both = createTcp((raw) => {
      raw.once('data', () => {
        raw.write('go ahead\r\n');
        secure.emit('connection', raw);
      });
    });
    both.listen(0, '127.0.0.1');
    await once(both, 'listening');
    cleanups.push(async () => both.close());
    const target = { host: 'localhost', port: portOf(both) };
    const one = dialer();
    const line = await one.dial(target, { tls: false });
    line.write('STARTTLS\r\n');
    line.resume();
    await once(line, 'data');
    const secured = await one.secure(line, target);
    expect(await said(secured)).toBe('hello\r\n');
  });
});

describe('through a proxy', () => {
  const target = { host: 'mail.contoso.example', port: 0 };
  const ways = [
    ['SOCKS5', socksProxy, 'socks5'],
    ['HTTP CONNECT', connectProxy, 'http'],
  ] as const;

  it.each(ways)('%s: a refusal says who refused what, and no password', async (_, open, scheme) => {
    const proxy = await open({ login: 'anna:right' });
    cleanups.push(() => proxy.close());
    const tunnel = parseTunnel(`${scheme}://anna:wr%6Fng@127.0.0.1:${proxy.port}`);
    const refused = await dialer({ tunnel })
      .dial({ ...target, port: portOf(secure) }, { tls: true })
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 'net-proxy-refused',
      details: { proxy: `127.0.0.1:${proxy.port}`, host: `mail.contoso.example:${portOf(secure)}` },
    });
    expect(JSON.stringify(refused)).not.toMatch(/wrong|wr%6Fng/);
  });

  it('that does not reach the server', async () => {
    const socks = await socksProxy({ reply: 4 });
    const http = await connectProxy({ status: 502 });
    cleanups.push(socks.close, http.close);
    for (const [url, reason] of [
      [`socks5://127.0.0.1:${socks.port}`, 'HostUnreachable'],
      [`http://127.0.0.1:${http.port}`, 'HTTP 502 No'],
    ] as const) {
      const dialled = dialer({ tunnel: parseTunnel(url) }).dial({ ...target, port: 993 }, { tls: true });
      await expect(dialled).rejects.toMatchObject({
        code: 'net-proxy-refused',
        message: expect.stringContaining(reason) as string,
      });
    }
  });

  it('that is not there itself', async () => {
    const tunnel = parseTunnel(`socks5://127.0.0.1:${await freePort()}`);
    const dialled = dialer({ tunnel }).dial({ ...target, port: 993 }, { tls: true });
    await expect(dialled).rejects.toMatchObject({ code: 'net-refused' });
  });

  it.each(ways)('%s: the name is resolved by the proxy, and not a byte is lost', async (_, open, scheme) => {
    const proxy = await open({ login: 'anna:p@ss' });
    cleanups.push(() => proxy.close());
    const lookup: LookupFunction = () => {
      throw new Error('the name is none of our business');
    };
    const tunnel = parseTunnel(`${scheme}://anna:p%40ss@127.0.0.1:${proxy.port}`);
    const one = dialer({ tunnel, lookup });
    for (const [server, tls] of [
      [plain, false],
      [secure, true],
    ] as const) {
      const port = portOf(server);
      const line = await one.dial({ ...target, port }, { tls });
      expect(line.listenerCount('data')).toBe(0);
      expect(await said(line)).toBe('hello\r\n');
      expect(proxy.asked.at(-1)).toBe(`mail.contoso.example:${port}`);
    }
  });

  it('unless the host is one to go to directly', async () => {
    const tunnel = parseTunnel(`socks5://127.0.0.1:${await freePort()}`, 'localhost');
    const line = await dialer({ tunnel }).dial({ host: 'localhost', port: portOf(plain) }, { tls: false });
    expect(await said(line)).toBe('hello\r\n');
  });
});

describe('the setting for the proxy', () => {
  it.each([
    ['proxy.contoso.com', 'is not a URL'],
    ['ftp://proxy.contoso.com', 'is neither socks5:// nor http:// nor https://'],
    ['socks5://u:%E0%A4%A@proxy.contoso.com', 'is not percent-encoded'],
    ['socks5://anna:secret@', ''],
  ])('%s is refused without its password', (url, problem) => {
    let thrown: unknown;
    try {
      parseTunnel(url);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({ code: 'mail-proxy-invalid', exit: 2 });
    expect(String(thrown)).toContain(problem);
    expect(String(thrown)).not.toContain('secret');
  });

  it.each([
    ['socks5://proxy.contoso.com', { kind: 'socks5', host: 'proxy.contoso.com', port: 1080, tls: false }],
    ['socks5h://[::1]:9050', { kind: 'socks5', host: '::1', port: 9050 }],
    ['http://proxy.contoso.com:3128/', { kind: 'connect', port: 3128, tls: false }],
    ['https://proxy.contoso.com', { kind: 'connect', port: 443, tls: true }],
  ])('%s', (url, tunnel) => {
    expect(parseTunnel(url)).toMatchObject(tunnel);
  });

  it.each([
    ['', 'mail.contoso.com', true],
    ['*', 'mail.contoso.com', false],
    ['contoso.com', 'mail.contoso.com', false],
    ['.contoso.com', 'MAIL.contoso.com', false],
    ['*.contoso.com', 'mail.contoso.com', false],
    ['contoso.com', 'mail.notcontoso.com', true],
    ['a.example, contoso.com:993', 'mail.contoso.com', false],
    ['contoso.com:995', 'mail.contoso.com', true],
    ['127.0.0.1', '127.0.0.1', false],
    ['::1', '::1', false],
    ['[::1]:993', '::1', false],
  ])('NO_PROXY=%s and %s: through it is %s', (noProxy, host, through) => {
    expect(leadsTo(parseTunnel('socks5://p:1', noProxy), { host, port: 993 })).toBe(through);
  });
});
