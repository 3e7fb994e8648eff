// Opening a port: TCP, TLS, or a server that somebody else built (node:http). Loopback unless the caller says
// otherwise; port 0 picks a free one. Knows nothing of what is said on the connections.

import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { fail } from '../errors/error.ts';
import { isLoopback as isLoopbackAddress, parseAddress } from '../wire/ip-network.ts';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

export interface BindOptions {
  /** Default: 127.0.0.1. */
  host?: string | undefined;
  /** Default: 0, a free one. */
  port?: number | undefined;
  /** Other machines may connect. The caller sees to TLS and passwords. */
  beyondLoopback?: boolean | undefined;
  /** A socket that listens already, opened by whoever started this process; host and port are its own. */
  fd?: number | undefined;
}

/** Private key and certificate chain, as PEM. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
}

export interface ListenOptions extends BindOptions {
  /** Implicit TLS: `onConnection` gets a TLSSocket that has shaken hands. */
  tls?: TlsIdentity | undefined;
  /** Whoever is handed a connection resumes it, and may be told more after the other side has closed its own. */
  raw?: boolean | undefined;
  onConnection(socket: Socket | TLSSocket): void;
  /** A connection that ended before there was anything to hand over, e.g. a failed TLS handshake. */
  onClientError?: ((error: Error) => void) | undefined;
}

export interface Listener extends Endpoint {
  /** Stops listening; connections that are open stay. */
  refuse(): void;
  /** Stops listening and ends every connection that is still open. */
  close(): Promise<void>;
}

/** @throws `port-taken`, `port-not-allowed`, `address-not-here`, `listen-beyond-loopback`. */
export async function listen(options: ListenOptions): Promise<Listener> {
  const sockets = new Set<Socket>();
  const server: Server = options.tls
    ? createTlsServer({ key: options.tls.key, cert: options.tls.cert, minVersion: 'TLSv1.2' })
    : createServer(options.raw ? { pauseOnConnect: true, allowHalfOpen: true } : {});
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on(options.tls ? 'secureConnection' : 'connection', (socket: Socket) =>
    options.onConnection(socket),
  );
  server.on('tlsClientError', (error: Error) => options.onClientError?.(error));
  const endpoint = await bind(server, options);
  // Resolves when the last connection is gone, too; whoever waits for that ends them.
  let closed: Promise<void> | undefined;
  const refuse = (): Promise<void> => {
    closed ??= new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    return closed;
  };
  return {
    ...endpoint,
    refuse() {
      // What goes wrong is told to whoever closes it.
      refuse().catch(() => {});
    },
    async close() {
      const done = refuse();
      for (const socket of sockets) socket.destroy();
      await done;
    },
  };
}

/** Makes `server` listen and names what may go wrong. @throws as `listen`. */
export function bind(server: Server, options: BindOptions = {}): Promise<Endpoint> {
  const host = options.host ?? '127.0.0.1';
  const port = options.port ?? 0;
  if (!options.beyondLoopback && options.fd === undefined && !isLoopback(host)) {
    return Promise.reject(fail('listen-beyond-loopback', { host, port }));
  }
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException): void => reject(named(error, { host, port }));
    server.once('error', onError);
    const place = options.fd === undefined ? { host, port, exclusive: true } : { fd: options.fd };
    server.listen(place, () => {
      server.off('error', onError);
      // A TCP server that listens has an AddressInfo; only pipes have a string (node:net, server.address()).
      const address = server.address() as AddressInfo;
      resolve({ host: address.address, port: address.port });
    });
  });
}

/** True for 127.0.0.0/8, ::1 and `localhost`. */
export function isLoopback(host: string): boolean {
  if (host.toLowerCase() === 'localhost') return true;
  const address = parseAddress(host);
  return address !== undefined && isLoopbackAddress(address);
}

function named(error: NodeJS.ErrnoException, endpoint: Endpoint): Error {
  const details = { host: endpoint.host, port: endpoint.port };
  if (error.code === 'EADDRINUSE') return fail('port-taken', details, { cause: error });
  if (error.code === 'EACCES') return fail('port-not-allowed', details, { cause: error });
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return fail('address-not-here', details, { cause: error });
  }
  return error;
}
