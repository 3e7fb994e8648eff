// Telling a connection that failed from a server that refused: the libraries throw both as plain errors. What failed in
// the network is named by net/; everything else is left to the client that knows the protocol.

import { translateNetworkError } from '../net/fetch.ts';

/** System errors, and the names that OpenSSL and Node give to handshakes and certificates. */
const networkCode =
  /^(E(CONN|HOST|NET|AI_|TIMEDOUT|PIPE|NOTFOUND|PROTO|ACCES|PERM|ADDR)|CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|UND_ERR_)/;

/** Codes of the mail libraries that begin like a system error and are none. */
const libraryCodes: ReadonlySet<string> = new Set(['ECONNECTION', 'EConnectionClosed']);

/** The named error (`net-...`, `tls-...`) for a connection that failed; undefined for an error about something else. */
export function networkError(thrown: unknown, server: { host: string; port: number }): Error | undefined {
  const code = codeOf(thrown);
  const isNetwork = code !== undefined && networkCode.test(code) && !libraryCodes.has(code);
  return isNetwork ? translateNetworkError(thrown, `${server.host}:${server.port}`) : undefined;
}

function codeOf(thrown: unknown): string | undefined {
  let error = thrown;
  for (let depth = 0; depth < 8 && error instanceof Error; depth += 1) {
    const inner = error instanceof AggregateError ? (error.errors[0] as unknown) : error.cause;
    if (inner === undefined) break;
    error = inner;
  }
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}
