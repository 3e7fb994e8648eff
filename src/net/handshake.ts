// The server's half of a TLS handshake on a connection that is already there: STARTTLS, and listeners that choose the
// certificate anew for each client. RFC 8446; TLS 1.2 is the least that is taken.

import type { Socket } from 'node:net';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import type { TlsIdentity } from './listen.ts';

/** What Node's own servers allow for a handshake. */
const handshakeLimitMs = 120_000;

/** Making a context reads the key each time; an identity has one for as long as it lives. */
const contexts = new WeakMap<TlsIdentity, SecureContext>();

/** @throws what TLS or the client's end of the connection says; the connection is destroyed then. */
export function shakeHands(
  raw: Socket,
  identity: TlsIdentity,
  options: { alpn?: readonly string[] } = {},
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const secure = new TLSSocket(raw, {
      isServer: true,
      secureContext: contextOf(identity),
      ...(options.alpn ? { ALPNProtocols: [...options.alpn] } : {}),
    });
    const settle = (error: Error | undefined): void => {
      raw.setTimeout(0);
      raw.removeAllListeners('timeout');
      secure.off('secure', onSecure);
      secure.off('close', onClose);
      if (!error) {
        secure.off('error', settle);
        return resolve(secure);
      }
      // What else goes wrong with a connection that is given up is nobody's news.
      secure.on('error', () => {});
      secure.destroy();
      reject(error);
    };
    const onSecure = (): void => settle(undefined);
    const onClose = (): void => settle(new Error('the client left during the handshake'));
    raw.setTimeout(handshakeLimitMs, () => settle(new Error('the handshake took too long')));
    secure.once('secure', onSecure);
    secure.once('error', settle);
    secure.once('close', onClose);
  });
}

function contextOf(identity: TlsIdentity): SecureContext {
  const known = contexts.get(identity);
  if (known) return known;
  const context = createSecureContext({ key: identity.key, cert: identity.cert, minVersion: 'TLSv1.2' });
  contexts.set(identity, context);
  return context;
}
