// HTTP for everybody above: one fetch that trusts what the user trusts, goes through the user's proxy, gives up in
// time, and says what is wrong with the network in words. Knows nothing of what is fetched.

import { fail, isMailgrantError, type MailgrantError } from '../errors/error.ts';

/** For the logs of whoever is asked. */
const userAgent = `mailgrant (Node.js ${process.versions.node})`;

export interface FetchOptions {
  /** PEM certificates to trust beside the system roots. */
  caPem?: string | undefined;
  /** A proxy for https requests, and the hosts that go without it. */
  proxy?: { https: string; noProxy?: string | undefined } | undefined;
  /** For connecting, for the first byte, and between two pieces of a body. Default 15 s. */
  timeoutMs?: number;
}

/**
 * Loads the HTTP client (tens of milliseconds) and builds a fetch on it.
 *
 * @throws `proxy-invalid`. The fetch itself throws `net-...` and `tls-...`.
 */
export async function createFetch(options: FetchOptions = {}): Promise<typeof fetch> {
  const { timeoutMs = 15_000, caPem, proxy } = options;
  const undici = await import('undici');
  const tls = caPem === undefined ? {} : { secureContext: (await import('./trust.ts')).trusting(caPem) };
  const timeouts = { headersTimeout: timeoutMs, bodyTimeout: timeoutMs };
  const connect = { timeout: timeoutMs, ...tls };
  const dispatcher =
    proxy === undefined
      ? new undici.Agent({ connect, ...timeouts })
      : new undici.EnvHttpProxyAgent({
          httpsProxy: proxyUrl(proxy.https),
          httpProxy: proxyUrl(proxy.https),
          noProxy: proxy.noProxy ?? '',
          requestTls: connect,
          proxyTls: connect,
          ...timeouts,
        });
  return async (input, init) => {
    const target = input instanceof Request ? input.url : String(input);
    try {
      // undici and the global fetch are the same code in two versions: their Response types differ in name only.
      const send = undici.fetch as unknown as (input: unknown, init: object) => Promise<Response>;
      const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
      if (!headers.has('user-agent')) headers.set('user-agent', userAgent);
      return await send(input, { ...init, headers: [...headers], dispatcher });
    } catch (error) {
      throw translateNetworkError(error, target);
    }
  };
}

function proxyUrl(proxy: string): string {
  if (URL.canParse(proxy) && /^https?:$/.test(new URL(proxy).protocol)) return proxy;
  throw fail('proxy-invalid', { proxy: proxy.replace(/\/\/[^@/]*@/, '//***@') });
}

/** OpenSSL's and Node's words for "signed by somebody I do not know". */
const untrusted: ReadonlySet<string> = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_ISSUER_CERT',
]);
const timeouts: ReadonlySet<string> = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);
const unreachable: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EACCES',
  'EPERM',
]);

/** What fetch threw, as an error of ours. An abort by the caller and our own errors pass through as they are. */
export function translateNetworkError(error: unknown, target: string): Error {
  if (isMailgrantError(error)) return error;
  const cause = deepestCause(error);
  const code = codeOf(cause);
  const abort = error instanceof Error && (error.name === 'AbortError' || error.name === 'DeadlineExceeded');
  if (abort) return error;
  // 'localhost:993' would be read as a URL whose scheme is localhost.
  const host = target.includes('://') ? new URL(target).host : target;
  const reason = code ?? (cause instanceof Error ? cause.message : 'unknown reason');
  return classify(code, reason)({ host, reason }, error);
}

function classify(
  code: string | undefined,
  reason: string,
): (slots: { host: string; reason: string }, cause: unknown) => MailgrantError {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return (slots, cause) => fail('net-dns', slots, { cause });
  if (code !== undefined && unreachable.has(code))
    return (slots, cause) => fail('net-refused', slots, { cause });
  if (code !== undefined && timeouts.has(code))
    return (slots, cause) => fail('net-timeout', slots, { cause });
  if (code !== undefined && untrusted.has(code))
    return (slots, cause) => fail('tls-intercepted', slots, { cause });
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return (slots, cause) => fail('tls-expired', slots, { cause });
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return (slots, cause) => fail('tls-wrong-name', slots, { cause });
  if (code?.startsWith('ERR_SSL_') || code?.startsWith('ERR_TLS_') || code === 'EPROTO') {
    return (slots, cause) => fail('tls-failed', slots, { cause });
  }
  if (/redirect count exceeded/i.test(reason))
    return (slots, cause) => fail('net-redirect-loop', slots, { cause });
  return (slots, cause) => fail('net-lost', slots, { cause });
}

/** fetch wraps what happened in a TypeError; several addresses tried make an AggregateError. */
function deepestCause(error: unknown): unknown {
  let current = error;
  for (let depth = 0; depth < 8 && current instanceof Error; depth += 1) {
    const inner = current instanceof AggregateError ? (current.errors[0] as unknown) : current.cause;
    if (inner === undefined) break;
    current = inner;
  }
  return current;
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}
