// A bad line between a mail program and a server: TLS on both sides, so that it counts what is said and not how it is
// sealed, and may cut, stall or slow down either direction after so many bytes.

import { once } from 'node:events';
import { connect as connectTcp, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { connect as connectTls, createServer as createTlsServer } from 'node:tls';
import { type Authority, createAuthority } from '../../src/net/certificate.ts';

export interface Trouble {
  /** Counted in the direction that is troubled. */
  readonly afterBytes: number;
  readonly direction: 'to-client' | 'to-server';
  /** `cut`: both sides at once. `half-close`: the client hears an end and may go on talking. `stall`: silence. */
  readonly kind: 'cut' | 'half-close' | 'stall';
}

export interface CuttingProxy {
  readonly host: 'localhost';
  readonly port: number;
  /** To be trusted by the client. */
  readonly ca: string;
  /** What happens to the connections that come from now on, the first one first; those after the last go well. */
  next(...troubles: readonly (Trouble | undefined)[]): void;
  /** Every connection from now on. */
  always(trouble: Trouble | undefined): void;
  /**
   * Cuts whichever connection brings this byte to the client (or to the server), counted from now over all of them, those that
   * are open as well. The others go well, unless it is for good: then none comes through until `always` is told.
   */
  cutIn(
    bytes: number,
    options?: { readonly direction?: Trouble['direction']; readonly forGood?: boolean },
  ): void;
  /** What `cutIn` was told has not come to pass. */
  readonly cutIsDue: boolean;
  /** Bytes that the client got on all connections. */
  readonly toClient: number;
  /** Bytes that it has sent. */
  readonly toServer: number;
  /** To the client; undefined for as fast as it goes. */
  bytesPerSecond: number | undefined;
  readonly connections: number;
  /** Connections that the client has not ended. */
  readonly open: number;
  /** The most that were ever open at once. */
  readonly mostOpen: number;
  /** Bytes that the client got on the connection that came last. */
  readonly lastToClient: number;
  /** Ends every connection and goes on listening: the line has gone and come back. */
  endAll(): void;
  /** The connections that there are stay open, and nothing comes through them any more: the other end has forgotten them. */
  stallAll(): void;
  /** Resolves when the client has no connection left. */
  quiet(limitMs?: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param upstream - `ca` for a server with TLS; without it the line is plain on both sides (STARTTLS is not understood)
 * @param given - one authority for several lines; default: one of its own
 */
export async function cuttingProxy(
  upstream: { port: number; ca?: string },
  given?: Authority,
): Promise<CuttingProxy> {
  const authority = given ?? (await createAuthority({ name: 'A bad line', nowMs: Date.now() }));
  const sockets = new Set<Socket>();
  const stalls = new Set<() => void>();
  const state = { connections: 0, open: 0, mostOpen: 0, lastToClient: 0, toClient: 0, toServer: 0 };
  let queue: (Trouble | undefined)[] = [];
  let constant: Trouble | undefined;
  let bytesPerSecond: number | undefined;
  let cut:
    | { readonly at: number; readonly direction: Trouble['direction']; readonly forGood: boolean }
    | undefined;
  const said = { 'to-client': 'toClient', 'to-server': 'toServer' } as const;
  let wakeQuiet = (): void => undefined;

  const onConnection = (client: Socket): void => {
    state.connections += 1;
    state.open += 1;
    state.mostOpen = Math.max(state.mostOpen, state.open);
    state.lastToClient = 0;
    const number = state.connections;
    const trouble = queue.length > 0 ? queue.shift() : constant;
    const { port, ca } = upstream;
    const server: Socket = ca
      ? connectTls({ host: '127.0.0.1', servername: 'localhost', port, ca })
      : connectTcp({ host: '127.0.0.1', port });
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('close', () => {
      state.open -= 1;
      server.destroy();
      if (state.open === 0) wakeQuiet();
    });
    // The client has hung up: nobody is left to say anything to, whatever the trouble.
    client.on('end', () => {
      server.end();
      client.end();
    });
    server.on('end', () => client.end());
    server.on('close', () => client.end());
    const passed = { 'to-client': 0, 'to-server': 0 };
    let stalled = false;
    const stall = (): void => {
      stalled = true;
    };
    stalls.add(stall);
    client.on('close', () => stalls.delete(stall));
    const carry = (from: Socket, to: Socket, direction: Trouble['direction']): void => {
      from.on('data', (chunk: Buffer) => {
        if (stalled) return;
        const planned =
          trouble?.direction === direction
            ? trouble.afterBytes - passed[direction]
            : Number.POSITIVE_INFINITY;
        const due = cut?.direction === direction ? cut.at - state[said[direction]] : Number.POSITIVE_INFINITY;
        const left = Math.min(planned, due);
        const piece = chunk.length <= left ? chunk : chunk.subarray(0, Math.max(0, left));
        passed[direction] += piece.length;
        state[said[direction]] += piece.length;
        if (direction === 'to-client' && number === state.connections) state.lastToClient = passed[direction];
        if (piece.length > 0 && !to.write(piece)) {
          from.pause();
          to.once('drain', () => from.resume());
        }
        if (direction === 'to-client' && bytesPerSecond !== undefined) {
          from.pause();
          setTimeout(() => from.resume(), (piece.length / bytesPerSecond) * 1000);
        }
        if (passed[direction] >= (trouble?.direction === direction ? trouble.afterBytes : Infinity)) strike();
        else if (chunk.length >= due) {
          stalled = true;
          hangUp();
          if (cut?.forGood) {
            constant = { afterBytes: 0, direction: 'to-client', kind: 'cut' };
            for (const socket of sockets) if (socket !== client) socket.destroy();
          }
          cut = undefined;
        }
      });
    };
    const hangUp = (): void => {
      // What was written before still arrives: a cut after byte n means that n bytes were there.
      client.end(() => client.destroy());
      server.destroy();
    };
    const strike = (): void => {
      stalled = true;
      switch (trouble?.kind) {
        case 'cut':
          hangUp();
          return;
        case 'half-close':
          client.end();
          return;
        case 'stall':
        case undefined:
          return;
      }
    };
    carry(client, server, 'to-server');
    carry(server, client, 'to-client');
    if (trouble?.afterBytes === 0) strike();
  };
  let listener: Server;
  if (upstream.ca === undefined) listener = createTcpServer({ allowHalfOpen: true }, onConnection);
  else {
    const { key, cert } = await authority.issue();
    listener = createTlsServer({ key, cert, allowHalfOpen: true }, onConnection);
  }
  // Also those whose handshake is never finished.
  listener.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as { port: number };
  return {
    host: 'localhost',
    port,
    ca: authority.pem,
    next: (...troubles) => {
      queue = [...troubles];
    },
    always: (trouble) => {
      queue = [];
      constant = trouble;
    },
    cutIn: (bytes, { direction = 'to-client', forGood = false } = {}) => {
      cut = { at: state[said[direction]] + bytes, direction, forGood };
    },
    get cutIsDue() {
      return cut !== undefined && Number.isFinite(cut.at);
    },
    get toClient() {
      return state.toClient;
    },
    get toServer() {
      return state.toServer;
    },
    get bytesPerSecond() {
      return bytesPerSecond;
    },
    set bytesPerSecond(value) {
      bytesPerSecond = value;
    },
    get connections() {
      return state.connections;
    },
    get open() {
      return state.open;
    },
    get mostOpen() {
      return state.mostOpen;
    },
    get lastToClient() {
      return state.lastToClient;
    },
    endAll: () => {
      for (const socket of sockets) socket.destroy();
    },
    stallAll: () => {
      for (const stall of stalls) stall();
    },
    async quiet(limitMs = 5_000) {
      if (state.open === 0) return;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve, reject) => {
        wakeQuiet = resolve;
        timer = setTimeout(() => {
          const { open } = state;
          // Whoever goes on after this begins with none.
          for (const socket of sockets) socket.destroy();
          reject(new Error(`${open} connections are still open`));
        }, limitMs);
      });
      clearTimeout(timer);
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
}
