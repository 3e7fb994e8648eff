// Proxies that a network may have at its edge: SOCKS5 with or without a password (RFC 1928, RFC 1929) and HTTP CONNECT, each
// with a memory of where it was asked to go. They go to `127.0.0.1`, whatever the name.

import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export interface OutgoingProxy {
  readonly port: number;
  /** 'mail.contoso.example:993', as it was asked. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export async function socksProxy(options: { login?: string; reply?: number } = {}): Promise<OutgoingProxy> {
  const asked: string[] = [];
  const server = createServer((client) => {
    client.on('error', () => {});
    void serve(client, options, asked);
  });
  return listening(server, asked);
}

async function serve(
  client: Socket,
  { login, reply = 0 }: { login?: string; reply?: number },
  asked: string[],
): Promise<void> {
  const take = reader(client);
  const [, methods = 0] = await take(2);
  await take(methods);
  client.write(Buffer.from([5, login === undefined ? 0 : 2]));
  if (login !== undefined) {
    const [, nameLength = 0] = await take(2);
    const name = (await take(nameLength)).toString();
    const [passwordLength = 0] = await take(1);
    const fits = `${name}:${(await take(passwordLength)).toString()}` === login;
    client.write(Buffer.from([1, fits ? 0 : 1]));
    if (!fits) return void client.end();
  }
  const [, , , type] = await take(4);
  const host =
    type === 3
      ? (await take((await take(1))[0] ?? 0)).toString()
      : type === 1
        ? (await take(4)).join('.')
        : (await take(16)).toString('hex');
  const port = (await take(2)).readUInt16BE();
  asked.push(`${host}:${port}`);
  const answer = Buffer.from([5, reply, 0, 1, 0, 0, 0, 0, 0, 0]);
  if (reply !== 0) return void client.end(answer);
  const onward = connect({ host: '127.0.0.1', port });
  onward.on('error', () => client.destroy());
  client.on('close', () => onward.destroy());
  client.unshift(await take(0));
  join(client, onward, answer);
}

/** The answer comes in one packet with the first words of the server, as a busy proxy may send it. */
function join(client: Socket, onward: Socket, answer: Buffer): void {
  let begun = false;
  const begin = (first: Buffer): void => {
    if (begun) return;
    begun = true;
    client.write(Buffer.concat([answer, first]));
    client.pipe(onward);
    onward.pipe(client);
  };
  onward.once('data', begin);
  // A server that waits for the client to speak, as TLS does.
  setTimeout(() => begin(Buffer.alloc(0)), 20);
}

export async function connectProxy(
  options: { login?: string; status?: number } = {},
): Promise<OutgoingProxy> {
  const asked: string[] = [];
  const server = createHttp();
  server.on('connect', ({ url = '', headers }, client: Socket) => {
    client.on('error', () => {});
    asked.push(url);
    const wanted =
      options.login === undefined ? undefined : `Basic ${Buffer.from(options.login).toString('base64')}`;
    if (headers['proxy-authorization'] !== wanted) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    if (options.status !== undefined) {
      client.end(`HTTP/1.1 ${options.status} No\r\n\r\n`);
      return;
    }
    const onward = connect({ host: '127.0.0.1', port: Number(url.split(':').at(-1)) });
    onward.on('error', () => client.destroy());
    client.on('close', () => onward.destroy());
    join(client, onward, Buffer.from('HTTP/1.1 200 Connection established\r\n\r\n'));
  });
  return listening(server, asked);
}

async function listening(server: Server, asked: string[]): Promise<OutgoingProxy> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Exactly so many bytes at a time; what was not asked for comes with `0`. */
function reader(socket: Socket): (size: number) => Promise<Buffer> {
  let buffer = Buffer.alloc(0);
  let wake = (): void => {};
  const onData = (bytes: Buffer): void => {
    buffer = Buffer.concat([buffer, bytes]);
    wake();
  };
  socket.on('data', onData);
  return async (size) => {
    if (size === 0) {
      socket.off('data', onData);
      socket.pause();
      return buffer;
    }
    while (buffer.length < size) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const taken = buffer.subarray(0, size);
    buffer = buffer.subarray(size);
    return taken;
  };
}
