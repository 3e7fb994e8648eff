import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createAuthority } from './certificate.ts';
import { createFetch, translateNetworkError } from './fetch.ts';

const open: Array<{ close(): unknown }> = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

function listening<S extends Server | TlsServer | ReturnType<typeof createTcpServer>>(
  server: S,
): Promise<number> {
  open.push(server);
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

describe('what is wrong with the network is said by name', () => {
  it('when nothing listens', async () => {
    const port = await listening(createTcpServer());
    await new Promise((resolve) => open.pop()?.close() && setImmediate(resolve));
    const send = await createFetch();
    await expect(send(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      code: 'net-refused',
      retry: 'later',
    });
  });

  it('when the connection breaks before the answer', async () => {
    const port = await listening(
      createTcpServer((socket) => void socket.once('data', () => socket.destroy())),
    );
    const send = await createFetch();
    await expect(send(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: 'net-lost' });
  });

  it('when no answer comes in time', async () => {
    const port = await listening(createTcpServer());
    const send = await createFetch({ timeoutMs: 50 });
    await expect(send(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: 'net-timeout' });
  });

  it('when a stranger’s authority signed the certificate, naming the setting that helps', async () => {
    const authority = await createAuthority({ name: 'mailgrant test authority', nowMs: Date.now() });
    const { key, cert } = await authority.issue();
    const port = await listening(createTlsServer({ key, cert }, (_, response) => response.end('yes')));
    const distrusting = await createFetch();
    const refusal = distrusting(`https://localhost:${port}/`);
    await expect(refusal).rejects.toMatchObject({
      code: 'tls-intercepted',
      hint: expect.stringContaining('MAILGRANT_CA_FILE'),
    });
    const trusting = await createFetch({ caPem: authority.pem });
    expect(await (await trusting(`https://localhost:${port}/`)).text()).toBe('yes');
  });

  it('when plain text answers on a TLS port', async () => {
    const port = await listening(createServer((_, response) => response.end('plain')));
    const send = await createFetch();
    await expect(send(`https://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: 'tls-failed' });
  });

  it.each([
    ['ENOTFOUND', 'net-dns'],
    ['EAI_AGAIN', 'net-dns'],
    ['CERT_HAS_EXPIRED', 'tls-expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-wrong-name'],
  ])('%s is %s', (code, expected) => {
    const error = new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) });
    expect(translateNetworkError(error, 'https://login.example/token')).toMatchObject({
      code: expected,
      details: { host: 'login.example' },
    });
  });

  it('but an abort of the caller stays the caller’s', async () => {
    const port = await listening(createTcpServer());
    const send = await createFetch();
    const signal = AbortSignal.abort();
    await expect(send(`http://127.0.0.1:${port}/`, { signal })).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('never shows the password of a proxy', async () => {
    const refusal = createFetch({ proxy: { https: 'socks5://user:hunter2@proxy:1080' } });
    await expect(refusal).rejects.toMatchObject({ code: 'proxy-invalid' });
    await expect(refusal).rejects.not.toMatchObject({ message: expect.stringContaining('hunter2') });
  });
});

describe('a proxy that opens TLS and signs with an authority of its own', () => {
  /** Answers for every host, as the boxes in company networks do. */
  async function inspectingProxy(): Promise<{ url: string; caPem: string; seen: string[] }> {
    const authority = await createAuthority({ name: 'Contoso inspection', nowMs: Date.now() });
    const seen: string[] = [];
    const leaf = await authority.issue(['login.contoso.example']);
    const inside = createTlsServer(leaf, (request, response) => {
      seen.push(`${String(request.headers['user-agent']).split(' ')[0]} ${String(request.url)}`);
      response.end('inspected');
    });
    const insidePort = await listening(inside);
    const proxy = createServer().on('connect', (request, socket) => {
      seen.push(`CONNECT ${String(request.url)}`);
      const inner = connect(insidePort, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        inner.pipe(socket).pipe(inner);
      });
      for (const side of [inner, socket]) side.on('error', () => inner.destroy());
    });
    return { url: `http://127.0.0.1:${await listening(proxy)}`, caPem: authority.pem, seen };
  }

  it('is refused, and the error says who stands in the way', async () => {
    const { url } = await inspectingProxy();
    const send = await createFetch({ proxy: { https: url } });
    await expect(send('https://login.contoso.example/token')).rejects.toMatchObject({
      code: 'tls-intercepted',
      hint: expect.stringContaining('MAILGRANT_CA_FILE') as string,
    });
  });

  it('is trusted once its authority is', async () => {
    const { url, caPem, seen } = await inspectingProxy();
    const send = await createFetch({ proxy: { https: url }, caPem });
    expect(await (await send('https://login.contoso.example/token')).text()).toBe('inspected');
    expect(seen).toEqual(['CONNECT login.contoso.example:443', 'mailgrant /token']);
  });

  it('is left out for the hosts that go without it', async () => {
    const { url, seen } = await inspectingProxy();
    const port = await listening(createServer((_, response) => response.end('direct')));
    const send = await createFetch({ proxy: { https: url, noProxy: 'localhost' } });
    expect(await (await send(`http://localhost:${port}/`)).text()).toBe('direct');
    expect(seen).toEqual([]);
  });
});
