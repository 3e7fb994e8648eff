// TLS on a connection that somebody else has opened to us and that began in clear text: STARTTLS, or a port that takes
// both. Only the handshake is ours.

import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';

/**
 * @param socket - paused, without listeners for data; bytes that were put back into it are part of the handshake
 * @returns paused, as it was
 * @throws what broke the handshake, the signal's reason; the line is gone then
 */
export function secureServerSide(
  socket: Socket,
  context: SecureContext,
  signal: AbortSignal,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secured = new TLSSocket(socket, { isServer: true, secureContext: context });
    const stop = (): void => {
      secured.off('secure', onSecure);
      secured.off('error', onError);
      secured.off('end', onClose);
      secured.off('close', onClose);
      signal.removeEventListener('abort', onAbort);
    };
    const give = (error: Error): void => {
      stop();
      // A late failure of a socket that is given up is nobody's news.
      secured.on('error', () => {});
      secured.destroy();
      socket.destroy();
      reject(error);
    };
    const onSecure = (): void => {
      stop();
      secured.pause();
      resolve(secured);
    };
    const onError = (error: Error): void => give(error);
    const onClose = (): void => give(new Error('the client has left during the handshake'));
    const onAbort = (): void => give(signal.reason as Error);
    if (signal.aborted) return give(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    secured.on('secure', onSecure);
    secured.on('error', onError);
    // A side that is closed closes nothing by itself where the socket may be open by half.
    secured.on('end', onClose);
    secured.on('close', onClose);
  });
}
