// Two sockets as one line: what the one says the other hears, no faster than it listens. Ends with the side that ended
// it, and leaves both as they are: whoever joined them decides what follows, another server among other things.

import type { Socket } from 'node:net';

/** What looks at the bytes on their way. Gives back what is to be said instead, in order. */
export interface Follower {
  fromClient(chunk: Buffer): readonly Buffer[];
  fromServer(chunk: Buffer): readonly Buffer[];
  /** The client is not to be read for now: the follower keeps what it said until the server has answered. */
  readonly holdsClient?: boolean;
  /** What the server is to be told of that, asked after each of its answers. */
  toServer?(): readonly Buffer[];
}

export interface SpliceOptions {
  readonly client: Socket;
  readonly server: Socket;
  readonly follower?: Follower | undefined;
  /** What has been read of either side already: it goes first. */
  readonly early?: { readonly fromClient?: Buffer; readonly fromServer?: Buffer } | undefined;
  /** Ends it from outside; the promise is fulfilled all the same. */
  readonly signal?: AbortSignal | undefined;
}

export type SpliceEnd =
  /** `error` undefined: it has closed its side, and has heard everything that the server had to say to that. */
  | { readonly by: 'client'; readonly error: Error | undefined }
  | { readonly by: 'server'; readonly error: Error | undefined }
  | { readonly by: 'us' };

/** Of one direction, before the other end is not read any more. */
const waitingBytesMax = 64 * 1024;
/** A full record of TLS (RFC 8446 section 5.1): where one is, more are right behind it. */
const recordBytes = 16 * 1024;

/** Both sockets are paused before and afterwards, and have a listener for errors from whoever owns them. Never rejects. */
export function splice({ client, server, follower, early, signal }: SpliceOptions): Promise<SpliceEnd> {
  return new Promise((resolve) => {
    const ends: Array<() => void> = [];
    let over = false;
    const finish = (end: SpliceEnd): void => {
      if (over) return;
      over = true;
      for (const stop of ends) stop();
      client.pause();
      server.pause();
      resolve(end);
    };
    const on = <T>(socket: Socket, event: string, listener: (value: T) => void): void => {
      socket.on(event, listener);
      ends.push(() => socket.off(event, listener));
    };
    const join = (
      from: Socket,
      to: Socket,
      through: ((chunk: Buffer) => readonly Buffer[]) | undefined,
      first: Buffer | undefined,
    ): void => {
      const forward = (chunk: Buffer): void => {
        if (chunk.length >= recordBytes) gather(to);
        if (through) writeAll(to, through(chunk));
        else to.write(chunk);
        // What has been gathered is enough for one trip to the kernel.
        if (to.writableCorked > 0 && to.writableLength >= waitingBytesMax) to.uncork();
        if (isBehind(to) || (from === client && follower?.holdsClient)) from.pause();
      };
      if (first && first.length > 0) forward(first);
      on(from, 'data', forward);
      on(to, 'drain', () => {
        if (from !== client || !follower?.holdsClient) from.resume();
      });
    };
    const fromServer = (chunk: Buffer): readonly Buffer[] => {
      const pieces = follower?.fromServer(chunk) ?? [chunk];
      if (follower?.toServer) {
        writeAll(server, follower.toServer());
        if (!follower.holdsClient && !server.writableNeedDrain) client.resume();
      }
      return pieces;
    };
    join(client, server, follower && ((chunk) => follower.fromClient(chunk)), early?.fromClient);
    join(server, client, follower && fromServer, early?.fromServer);
    // A client may close its side and still listen (RFC 9293 section 3.6): the server is told, and ends it.
    const clientIsDone = (): void => {
      if (server.writable) server.end();
    };
    on(client, 'end', clientIsDone);
    on(client, 'error', (error: Error) => finish({ by: 'client', error }));
    on(client, 'close', () => finish({ by: 'client', error: undefined }));
    const serverDone = (error: Error | undefined): void => {
      // It has answered the end of the client by its own.
      finish({ by: client.readableEnded ? 'client' : 'server', error });
    };
    on(server, 'error', (error: Error) => serverDone(error));
    on(server, 'end', () => serverDone(undefined));
    on(server, 'close', () => serverDone(undefined));
    if (signal) {
      const stop = (): void => finish({ by: 'us' });
      signal.addEventListener('abort', stop, { once: true });
      ends.push(() => signal.removeEventListener('abort', stop));
      if (signal.aborted) return stop();
    }
    if (client.destroyed) return finish({ by: 'client', error: client.errored ?? undefined });
    if (server.destroyed) return finish({ by: 'server', error: server.errored ?? undefined });
    if (client.readableEnded) clientIsDone();
    if (!server.writableNeedDrain && !follower?.holdsClient) client.resume();
    if (!client.writableNeedDrain) server.resume();
  });
}

/** What is read in this turn of the event loop is written as one: a call of the kernel for each record costs most of all. */
function gather(to: Socket): void {
  if (to.writableCorked > 0) return;
  to.cork();
  setImmediate(() => to.uncork());
}

/**
 * Node.js would have the reading stop at each piece of 16 KiB, which is what TLS comes in, although the network has taken
 * it at once: it begins and ends a pause for each of them.
 */
function isBehind(to: Socket): boolean {
  return to.writableNeedDrain && to.writableLength > waitingBytesMax;
}

function writeAll(to: Socket, pieces: readonly Buffer[]): void {
  if (pieces.length > 1) to.cork();
  for (const piece of pieces) to.write(piece);
  if (pieces.length > 1) to.uncork();
}
