import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { splice } from './splice.ts';

const opened: Array<Socket | Server> = [];
afterEach(() => {
  for (const one of opened.splice(0)) one instanceof Object && 'destroy' in one ? one.destroy() : one.close();
});

/** Both ends of one connection. The far end keeps its side open when ours is closed, as a mail client may. */
async function pair(): Promise<{ near: Socket; far: Socket }> {
  const server = createServer({ allowHalfOpen: true });
  opened.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const far = connect({
    port: typeof address === 'object' && address ? address.port : 0,
    host: '127.0.0.1',
    allowHalfOpen: true,
  });
  const [near] = (await once(server, 'connection')) as [Socket];
  near.pause();
  near.on('error', () => undefined);
  far.on('error', () => undefined);
  opened.push(near, far);
  return { near, far };
}

/** Until the other side is closed; ours stays open. */
async function read(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += String(chunk);
  });
  await once(socket, 'end');
  return text;
}

describe('two sockets that are one line', () => {
  it('end with the server, and leave the client open', async () => {
    const [client, server] = [await pair(), await pair()];
    const ended = splice({ client: client.near, server: server.near });
    server.far.end('the last words');
    expect(await ended).toEqual({ by: 'server', error: undefined });
    expect(String((await once(client.far, 'data'))[0])).toBe('the last words');
    client.near.end('and more');
    expect(await read(client.far)).toBe('and more');
  });

  it('end with the client when it breaks off', async () => {
    const [client, server] = [await pair(), await pair()];
    const ended = splice({ client: client.near, server: server.near });
    client.far.resetAndDestroy();
    expect(await ended).toMatchObject({ by: 'client', error: { code: 'ECONNRESET' } });
    expect(server.near.destroyed).toBe(false);
  });

  it('let a client that has closed its side hear the answer', async () => {
    const [client, server] = [await pair(), await pair()];
    const ended = splice({ client: client.near, server: server.near });
    client.far.end('QUIT\r\n');
    expect(await read(server.far)).toBe('QUIT\r\n');
    server.far.end('221 bye\r\n');
    expect(await ended).toEqual({ by: 'client', error: undefined });
    client.near.end();
    expect(await read(client.far)).toBe('221 bye\r\n');
  });

  it('end when they are told to, and at once where one of them is gone already', async () => {
    const [client, server] = [await pair(), await pair()];
    const abort = new AbortController();
    const ended = splice({ client: client.near, server: server.near, signal: abort.signal });
    abort.abort();
    expect(await ended).toEqual({ by: 'us' });
    server.near.destroy();
    expect(await splice({ client: client.near, server: server.near })).toMatchObject({ by: 'server' });
  });

  it('hold the server back while the client does not listen, and lose nothing', async () => {
    const [client, server] = [await pair(), await pair()];
    void splice({ client: client.near, server: server.near });
    client.far.pause();
    const chunk = Buffer.alloc(64 * 1024, 'x');
    let sent = 0;
    // Until the kernel's buffers and one chunk of ours are full.
    while (sent < 200 * 1024 * 1024) {
      sent += chunk.length;
      if (!server.far.write(chunk)) {
        const drained = await Promise.race([
          once(server.far, 'drain').then(() => true),
          new Promise<false>((resolve) =>
            setImmediate(() => setImmediate(() => setTimeout(() => resolve(false), 200))),
          ),
        ]);
        if (!drained) break;
      }
    }
    expect(sent).toBeLessThan(100 * 1024 * 1024);
    expect(client.near.writableLength).toBeLessThan(1024 * 1024);
    server.far.end();
    let got = 0;
    for await (const piece of client.far) {
      got += (piece as Buffer).length;
      if (got >= sent) break;
    }
    expect(got).toBe(sent);
  });

  it('write pieces that come together as one, and none of them twice or late', async () => {
    const [client, server] = [await pair(), await pair()];
    void splice({ client: client.near, server: server.near });
    // Large ones wait for each other, small ones behind them come in their turn.
    const pieces = Array.from({ length: 200 }, (_, at) => Buffer.alloc(at % 3 === 0 ? 7 : 40_000, at));
    for (const piece of pieces) server.far.write(piece);
    const sent = Buffer.concat(pieces);
    const got: Buffer[] = [];
    let bytes = 0;
    for await (const piece of client.far.iterator({ destroyOnReturn: false })) {
      got.push(piece as Buffer);
      bytes += (piece as Buffer).length;
      if (bytes >= sent.length) break;
    }
    expect(Buffer.concat(got).equals(sent)).toBe(true);
    // The last one before the end, too.
    const rest = read(client.far);
    server.far.end(Buffer.alloc(20_000, 'z'));
    await once(server.near, 'end');
    client.near.end();
    expect(await rest).toBe('z'.repeat(20_000));
  });

  it('say what the follower says', async () => {
    const [client, server] = [await pair(), await pair()];
    void splice({
      client: client.near,
      server: server.near,
      follower: {
        fromClient: (chunk) => [Buffer.from('<'), chunk, Buffer.from('>')],
        fromServer: () => [],
      },
    });
    server.far.write('kept back');
    client.far.write('hello');
    expect(String((await once(server.far, 'data'))[0])).toBe('<hello>');
    expect(client.far.bytesRead).toBe(0);
  });
});
