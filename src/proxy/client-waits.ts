// What a session waits for on its client's line, one thing at a time. nextChunk (src/net/next-chunk.ts) is another.

import type { Socket } from 'node:net';
import { nextChunk } from '../net/next-chunk.ts';

/** Until the other side has taken what was written, or is gone. @throws the signal's reason */
export function drained(socket: Socket, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      socket.off('drain', onDone);
      socket.off('close', onDone);
      signal.removeEventListener('abort', onAbort);
    };
    const onDone = (): void => {
      stop();
      resolve();
    };
    const onAbort = (): void => {
      stop();
      reject(signal.reason as Error);
    };
    if (signal.aborted) return reject(signal.reason as Error);
    if (socket.destroyed) return resolve();
    signal.addEventListener('abort', onAbort, { once: true });
    socket.on('drain', onDone);
    socket.on('close', onDone);
  });
}

/** Whether the client says something before it leaves. What it says stays in the socket. */
export async function speaks(socket: Socket, signal: AbortSignal): Promise<boolean> {
  const chunk = await nextChunk(socket, signal);
  if (chunk) socket.unshift(chunk);
  return chunk !== undefined;
}

/** Keeps what comes, up to a limit, and tells when the other side has left. */
export function listenMeanwhile(
  socket: Socket,
  bytesMax: number,
  hasSaid: () => boolean,
  left: () => void,
): { stop(): Buffer[] } {
  const early: Buffer[] = [];
  let bytes = 0;
  const onData = (chunk: Buffer): void => {
    early.push(chunk);
    bytes += chunk.length;
    if (bytes >= bytesMax) socket.pause();
  };
  // It has closed its side. With commands that wait behind the sign-in it may still listen (RFC 9293 section 3.6); without
  // any there is nothing that it could want of a session.
  const onEnd = (): void => {
    if (bytes === 0 && !hasSaid()) left();
  };
  socket.on('data', onData);
  socket.on('end', onEnd);
  socket.on('close', left);
  socket.resume();
  return {
    stop() {
      socket.pause();
      socket.off('data', onData);
      socket.off('end', onEnd);
      socket.off('close', left);
      return early;
    },
  };
}
