import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SocketReads } from './socket-reads.ts';

const server = createServer();
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());

/** Both ends of a connection whose reads are overheard, or, as after STARTTLS, are not. */
async function pair(reads: SocketReads, overheard: boolean): Promise<{ near: Socket; far: Socket }> {
  const { port } = server.address() as AddressInfo;
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const options = overheard ? reads.options() : {};
  const near = connect({ port, host: '127.0.0.1', ...options });
  const [far] = await accepted;
  return { near, far };
}

/** Resolves when so many octets have been heard. */
function heard(listen: (listener: (octets: Buffer) => void) => void, bytes: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let left = bytes;
  return new Promise((resolve) => {
    listen((octets) => {
      // The memory is used again.
      pieces.push(Buffer.from(octets));
      left -= octets.length;
      if (left <= 0) resolve(Buffer.concat(pieces));
    });
  });
}

describe.each([true, false])('a socket that is taken over, its reads overheard: %s', (overheard) => {
  it('is read as any other before, and from the next octet on by who takes it', async () => {
    const reads = new SocketReads();
    const { near, far } = await pair(reads, overheard);
    const stop = new AbortController();
    far.write('* OK\r\n');
    const [first] = (await once(near, 'data', { signal: stop.signal })) as [Buffer];
    expect(first.toString()).toBe('* OK\r\n');
    near.pause();
    // Nobody reads: it waits in the socket, or before it.
    far.write('a line before');
    const text = Array.from({ length: 40_000 }, (_, index) => `${index}\n`).join('');
    const all = heard((listener) => reads.listen(near, listener), 13 + text.length);
    near.resume();
    far.write(text);
    expect((await all).toString()).toBe(`a line before${text}`);
    near.destroy();
    far.destroy();
  });

  it('is at rest while it is paused, and loses nothing by that', async () => {
    const reads = new SocketReads();
    const { near, far } = await pair(reads, overheard);
    far.write('* OK\r\n');
    await once(near, 'data');
    const text = 'x'.repeat(3_000_000);
    let [pieces, resting] = [0, false];
    const all = heard((listener) => {
      reads.listen(near, (octets) => {
        expect(resting).toBe(false);
        listener(octets);
        pieces += 1;
        if (pieces % 8 !== 0) return;
        near.pause();
        resting = true;
        setImmediate(() => {
          resting = false;
          near.resume();
        });
      });
    }, text.length);
    near.resume();
    far.write(text);
    expect((await all).length).toBe(text.length);
    const ended = once(near, 'end');
    far.end();
    await ended;
    near.destroy();
  });
});
