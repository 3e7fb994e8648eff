// One piece of what a socket has to say, for those who read a few lines and hand the socket on.

import type { Socket } from 'node:net';
import type { Clock } from '../base/clock.ts';
import { DeadlineExceeded } from '../base/deadline.ts';

/**
 * The next bytes; undefined when there will be none. The socket is paused before and afterwards: what comes later stays in it.
 * An 'error' is for whoever owns the socket.
 *
 * @param limit - by a timer alone: a signal of its own would cost more than all the rest
 * @throws the signal's reason, DeadlineExceeded
 */
export function nextChunk(
  socket: Socket,
  signal: AbortSignal,
  limit?: { clock: Clock; limitMs: number },
): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      timer?.cancel();
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
    const onLate = (): void => {
      stop();
      reject(new DeadlineExceeded(limit?.limitMs ?? 0));
    };
    if (signal.aborted) return reject(signal.reason as Error);
    if (socket.destroyed || socket.readableEnded) return resolve(undefined);
    const timer = limit?.clock.after(limit.limitMs, onLate);
    signal.addEventListener('abort', onAbort, { once: true });
    socket.on('data', onData);
    socket.on('end', onEnd);
    socket.on('close', onEnd);
    socket.resume();
  });
}
