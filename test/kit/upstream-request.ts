// What a test asks the upstream side for, and what is left behind where it fails.

import { type Clock, systemClock } from '../../src/base/clock.ts';
import { Secret } from '../../src/base/secret.ts';
import type { AccessToken, AccountId, ResourceId } from '../../src/base/token-source.ts';
import { Dialer } from '../../src/net/dial.ts';
import { serverMemory } from '../../src/proxy/upstream/server-memory.ts';
import type { Upstream, UpstreamRequest, UpstreamTools } from '../../src/proxy/upstream/upstream.ts';

/** @param to - by which way, or whose certificates are trusted on a new one */
export function upstreamTools(to: Dialer | string | undefined, clock: Clock = systemClock()): UpstreamTools {
  const dialer = to instanceof Dialer ? to : new Dialer({ clock, ca: to });
  return { clock, dialer, memory: serverMemory() };
}

export function upstreamRequest(options: {
  port: number;
  security?: 'tls' | 'starttls';
  host?: string;
  token?: string;
  user?: string;
  signal?: AbortSignal;
}): UpstreamRequest {
  const {
    port,
    security = 'tls',
    host = 'localhost',
    token = 'good-token',
    user = 'anna@contoso.com',
  } = options;
  return {
    server: { host, port, security },
    token: accessToken(token, user),
    user,
    name: 'proxy.contoso.example',
    signal: options.signal ?? new AbortController().signal,
    account: 'anna',
  };
}

export function accessToken(value: string, username: string): AccessToken {
  return {
    // Brands over plain strings: this stands in for the store, which makes them.
    accountId: 'account-1' as AccountId,
    resource: 'exchange' as ResourceId,
    secret: new Secret(value),
    scopes: [],
    obtainedAtMs: 0,
    expiresAtMs: 3_600_000,
    username,
    generation: 1,
  };
}

/** Says `line` as the client does from here on, and resolves with the first line that comes back for it. */
export async function sayOn({ socket, rest }: Upstream, line: string, until: RegExp): Promise<string> {
  let text = rest.toString('utf8');
  socket.setEncoding('utf8');
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      if (!until.test(text)) return;
      socket.destroy();
      resolve(text);
    };
    socket.on('data', (chunk: string) => {
      text += chunk;
      settle();
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`closed after ${JSON.stringify(text)}`)));
    socket.write(line);
    socket.resume();
  });
}
