import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { createAuthority } from './certificate.ts';
import { isLoopback, listen } from './listen.ts';

describe('listen', () => {
  it('names a port that is taken', async () => {
    const first = await listen({ onConnection: () => {} });
    await expect(listen({ port: first.port, onConnection: () => {} })).rejects.toMatchObject({
      code: 'port-taken',
      details: { host: '127.0.0.1', port: first.port },
    });
    await first.close();
  });

  it('names an address that is not on this machine', async () => {
    const opened = listen({ host: '192.0.2.1', beyondLoopback: true, onConnection: () => {} });
    await expect(opened).rejects.toMatchObject({ code: 'address-not-here' });
  });

  it.each(['0.0.0.0', '::', '192.0.2.1', 'mail.contoso.example'])(
    'does not listen on %s unasked',
    async (host) => {
      await expect(listen({ host, onConnection: () => {} })).rejects.toMatchObject({
        code: 'listen-beyond-loopback',
      });
    },
  );

  it('hands over TCP connections and ends them when it closes', async () => {
    const listener = await listen({ onConnection: (socket: Socket) => socket.write('hello') });
    const socket = connect(listener.port, listener.host);
    expect(String((await once(socket, 'data'))[0])).toBe('hello');
    const closed = once(socket, 'close');
    await listener.close();
    await closed;
  });

  it('hands over TLS connections that verify against the authority, for each of its names', async () => {
    const authority = await createAuthority({ name: 'test authority', nowMs: Date.now() });
    const tls = await authority.issue();
    const listener = await listen({ tls, onConnection: (socket) => socket.end('hello') });
    for (const servername of ['localhost', '']) {
      const socket = connectTls({ host: '127.0.0.1', port: listener.port, ca: authority.pem, servername });
      expect(String((await once(socket, 'data'))[0])).toBe('hello');
      expect(socket.authorized).toBe(true);
      socket.destroy();
    }
    await listener.close();
  });

  it('reports a client that does not trust the certificate and goes on', async () => {
    const authority = await createAuthority({ name: 'test authority', nowMs: Date.now() });
    const errors: string[] = [];
    const listener = await listen({
      tls: await authority.issue(),
      onConnection: (socket) => socket.end('hello'),
      onClientError: (error) => errors.push(error.message),
    });
    const socket = connect(listener.port, listener.host);
    socket.end('GET / HTTP/1.0\r\n\r\n');
    socket.on('error', (error) => errors.push(error.message));
    await once(socket, 'close');
    expect(errors).not.toEqual([]);
    await listener.close();
  });
});

describe('isLoopback', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['LOCALHOST', true],
    ['128.0.0.1', false],
    ['localhost.contoso.example', false],
    ['::', false],
  ])('%s: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});
