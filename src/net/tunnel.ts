// The way out of a network that lets nothing out but through a proxy: SOCKS5 (RFC 1928, RFC 1929), which takes names as they
// are, or HTTP CONNECT (RFC 9110 section 9.3.6). Works on a line to the proxy that somebody else has dialled; what comes
// through it is unknown here.

import type { Socket } from 'node:net';
import { Secret } from '../base/secret.ts';
import { fail } from '../errors/error.ts';

export interface Tunnel {
  readonly kind: 'socks5' | 'connect';
  readonly host: string;
  readonly port: number;
  /** The line to the proxy itself is TLS (`https://`). */
  readonly tls: boolean;
  readonly credentials: { readonly user: string; readonly password: Secret } | undefined;
  /** Hosts that are reached without it, as NO_PROXY has them. */
  readonly without: readonly string[];
}

export interface TunnelTarget {
  readonly host: string;
  readonly port: number;
}

const kinds: Readonly<Record<string, { kind: Tunnel['kind']; port: number; tls: boolean }>> = {
  'socks5:': { kind: 'socks5', port: 1080, tls: false },
  // Names are resolved by the proxy in either case: that this machine cannot is as a rule why there is one.
  'socks5h:': { kind: 'socks5', port: 1080, tls: false },
  'socks:': { kind: 'socks5', port: 1080, tls: false },
  'http:': { kind: 'connect', port: 80, tls: false },
  'https:': { kind: 'connect', port: 443, tls: true },
};

/**
 * @param url - `socks5://proxy.contoso.com:1080`, `http://user:password@proxy.contoso.com:3128`
 * @param noProxy - names, names with a dot before them, addresses, `name:port` or `*`, separated by commas or spaces
 * @throws `mail-proxy-invalid`, without the password
 */
export function parseTunnel(url: string, noProxy = ''): Tunnel {
  const shown = url.replace(/\/\/[^@]*@/, '//***@');
  const problem = (problem: string): Error => fail('mail-proxy-invalid', { proxy: shown, problem });
  if (!URL.canParse(url)) throw problem('is not a URL');
  const { protocol, hostname, port, username, password } = new URL(url);
  const known = kinds[protocol];
  if (!known) throw problem('is neither socks5:// nor http:// nor https://');
  if (hostname === '') throw problem('names no host');
  const { kind, tls } = known;
  const [user, secret] = [decoded(username), decoded(password)];
  if (user === undefined || secret === undefined) throw problem('has a password that is not percent-encoded');
  return {
    kind,
    tls,
    host: withoutBrackets(hostname),
    port: port === '' ? known.port : Number(port),
    credentials: user === '' ? undefined : { user, password: new Secret(secret) },
    without: noProxy
      .split(/[\s,]+/)
      .map((entry) => entry.toLowerCase())
      .filter((entry) => entry !== ''),
  };
}

/** False for a host that is reached without the proxy. A name stands for what is below it, too, as curl and undici have it. */
export function leadsTo(tunnel: Tunnel, { host, port }: TunnelTarget): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return !tunnel.without.some((entry) => {
    if (entry === '*') return true;
    const bare = withoutBrackets(entry.replace(/^\*?\./, ''));
    const matches = (wanted: string): boolean => name === wanted || name.endsWith(`.${wanted}`);
    if (matches(bare)) return true;
    const withPort = /^(.+):(\d+)$/.exec(bare);
    return (
      withPort?.[1] !== undefined && Number(withPort[2]) === port && matches(withoutBrackets(withPort[1]))
    );
  });
}

/**
 * Asks the proxy on the other end of `socket` for a line to `target`; afterwards the socket is that line, and paused.
 *
 * @throws `net-proxy-refused`; destroying the socket ends the wait
 */
export async function throughTunnel(tunnel: Tunnel, socket: Socket, target: TunnelTarget): Promise<void> {
  const refused: Refused = (reason, { cause, ...forGood } = {}) => {
    const slots = {
      proxy: `${tunnel.host}:${tunnel.port}`,
      host: `${target.host}:${target.port}`,
      reason,
    };
    return fail('net-proxy-refused', slots, { cause, ...forGood });
  };
  socket.resume();
  if (tunnel.kind === 'connect') return askHttp(tunnel, socket, target, refused);
  return askSocks(tunnel, socket, target, refused);
}

/** `retry: 'never'` where the proxy has its rules or wants another password: it would say the same again. */
type Refused = (reason: string, how?: { readonly cause?: unknown; readonly retry?: 'never' }) => Error;

/** RFC 9110 section 15.5.9, RFC 6585 section 4. */
const passing: ReadonlySet<number> = new Set([408, 429]);
/** The library has no codes: "not allowed by ruleset" (RFC 1928 section 6), and the password (RFC 1929). */
const rules = /NotAllowed|authentication failed|no accepted authentication/i;

async function askHttp(
  tunnel: Tunnel,
  socket: Socket,
  target: TunnelTarget,
  refused: Refused,
): Promise<void> {
  // Loaded on first use, as a SOCKS proxy's client is: hardly anybody has a proxy.
  const { request } = await import('node:http');
  const { host, port } = target;
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const { credentials } = tunnel;
  const basic =
    credentials && Buffer.from(`${credentials.user}:${credentials.password.reveal()}`).toString('base64');
  return new Promise((resolve, reject) => {
    const asked = request({
      method: 'CONNECT',
      path: authority,
      headers: {
        Host: authority,
        Connection: 'keep-alive',
        ...(basic === undefined ? {} : { 'Proxy-Authorization': `Basic ${basic}` }),
      },
      createConnection: () => socket,
    });
    asked.once('error', (error) => reject(refused(error.message, { cause: error })));
    // Any answer to CONNECT comes by this event, a refusal too.
    asked.once('connect', ({ statusCode = 0, statusMessage = '' }, _, head) => {
      if (statusCode < 200 || statusCode > 299) {
        const forGood = statusCode >= 400 && statusCode < 500 && !passing.has(statusCode);
        const how = forGood ? { retry: 'never' as const } : {};
        return reject(refused(`HTTP ${statusCode} ${statusMessage}`.trim(), how));
      }
      socket.pause();
      // A server that speaks first may have done so already.
      if (head.length > 0) socket.unshift(head);
      resolve();
    });
    asked.end();
  });
}

async function askSocks(
  tunnel: Tunnel,
  socket: Socket,
  target: TunnelTarget,
  refused: Refused,
): Promise<void> {
  const { SocksClient } = await import('socks');
  const { host, port, credentials } = tunnel;
  try {
    await SocksClient.createConnection({
      command: 'connect',
      proxy: {
        type: 5,
        host,
        port,
        ...(credentials ? { userId: credentials.user, password: credentials.password.reveal() } : {}),
      },
      destination: { host: target.host, port: target.port },
      existing_socket: socket,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'for no reason that was given';
    const how = rules.test(reason) ? { retry: 'never' as const } : {};
    throw refused(reason, { cause: error, ...how });
  }
  // The library has the socket flow again in the next turn, and emits what came behind the proxy's answer: kept here, or it
  // would be lost where nobody listens yet.
  const early: Buffer[] = [];
  const keep = (bytes: Buffer): void => void early.push(bytes);
  socket.on('data', keep);
  await new Promise((resolve) => setImmediate(resolve));
  socket.pause();
  socket.off('data', keep);
  if (early.length > 0) socket.unshift(Buffer.concat(early));
}

/** Undefined for what is not percent-encoded well. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function withoutBrackets(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
}
