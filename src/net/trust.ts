// Whom a TLS connection believes: what Node.js believes by itself (its roots, those of the system where it was told to, those
// that NODE_EXTRA_CA_CERTS names), and the certificates that the user has given beside them.

import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';

/** Beyond the published types, and in Node.js since 0.12: what tls.createSecureContext calls for each `ca`. */
interface NativeContext {
  addCACert?(pem: string): void;
}

/**
 * The option `ca` of Node.js replaces what it trusts by itself, so that 140 roots would have to be given as text beside it:
 * read again for every connection, that took 30 to 75 ms and a megabyte each. A context without `ca` shares the roots that the
 * process has read once, and takes another in a millisecond.
 */
export function trusting(pem: string): SecureContext {
  const context = createSecureContext({ minVersion: 'TLSv1.2' });
  // `any` in the published types.
  const native = context.context as NativeContext | undefined;
  if (typeof native?.addCACert !== 'function') {
    return createSecureContext({ ca: [...rootCertificates, pem], minVersion: 'TLSv1.2' });
  }
  native.addCACert(pem);
  return context;
}
