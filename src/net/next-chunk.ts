// One piece of what a socket has to say, for those who read a few lines and hand the socket on.

import type { Socket } from 'node:net';

/**
 * The next bytes; undefined when there will be none. The socket is paused before and afterwards: what comes later stays in it.
 * An 'error' is for whoever owns the socket.
 *
 * @throws the signal's reason
 */
export function nextChunk(socket: Socket, signal: AbortSignal): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      socket.pause();
      socket.off('data', onData);
      socket.off('end', onEnd);
      socket.off('close', onEnd);
      signal.removeEventListener('abort', onAbort);
    };
    const onData = (chunk: Buffer): void => {
      stop();
      resolve(chunk);
    };
    const onEnd = (): void => {
      stop();
      resolve(undefined);
    };
    const onAbort = (): void => {
      stop();
      reject(signal.reason as Error);
    };
    if (signal.aborted) return reject(signal.reason as Error);
    if (socket.destroyed || socket.readableEnded) return resolve(undefined);
    signal.addEventListener('abort', onAbort, { once: true });
    socket.on('data', onData);
    socket.on('end', onEnd);
    socket.on('close', onEnd);
    socket.resume();
  });
}
