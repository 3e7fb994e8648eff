// The loopback redirect of RFC 8252 section 7.3: a listener that lives for one sign-in and receives the browser's way
// back. Entra ignores the port of `http://localhost` but wants that very name, so both loopback addresses are bound.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../base/clock.ts';
import { fail } from '../errors/error.ts';

export interface LoopbackRedirect {
  /** For example `http://localhost:53412`. */
  readonly redirectUri: string;
  /**
   * Resolves with the URL the browser came back to, and a function that answers the waiting browser.
   *
   * @throws `login-timeout` after `limitMs`
   */
  callback(options: {
    state: string;
    limitMs: number;
    account: string;
    signal?: AbortSignal;
  }): Promise<Returned>;
  close(): Promise<void>;
}

export interface Returned {
  readonly url: URL;
  /** Shows the last page: `heading` and `text` are escaped here. */
  answer(page: { ok: boolean; heading: string; text: string }): void;
}

/** @throws `port-taken` when `port` is given and taken */
export async function openLoopbackRedirect(options: {
  clock: Clock;
  port?: number;
}): Promise<LoopbackRedirect> {
  const { clock } = options;
  // One listener serves one sign-in: whoever comes back before `callback` is called is kept, a few of them.
  let waiter: ((returned: Returned) => void) | undefined;
  const early: Returned[] = [];
  const earlyMax = 8;
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '/', `http://localhost:${port}`);
    const isCallback =
      request.method === 'GET' && (url.searchParams.has('code') || url.searchParams.has('error'));
    if (!isCallback || !url.searchParams.has('state')) {
      // A browser also asks for /favicon.ico, and any page may knock here.
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Nothing here.\n');
      return;
    }
    const returned: Returned = { url, answer: (page) => respond(response, page) };
    if (waiter) waiter(returned);
    else if (early.length < earlyMax) early.push(returned);
    else response.writeHead(503).end();
  };
  const servers: Server[] = [];
  const listen = (host: string, wanted: number): Promise<number> =>
    new Promise((resolve, reject) => {
      const server = createServer({ requestTimeout: 10_000, maxHeaderSize: 64 * 1024 }, onRequest);
      server.once('error', reject);
      server.listen(wanted, host, () => {
        servers.push(server);
        resolve((server.address() as AddressInfo).port);
      });
    });
  const port = await listen('127.0.0.1', options.port ?? 0).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EADDRINUSE')
      throw fail('port-taken', { host: '127.0.0.1', port: options.port ?? 0 }, { cause });
    throw cause;
  });
  // Machines without IPv6, or with the port taken there, still have 127.0.0.1, which browsers try as well.
  await listen('::1', port).catch((error: NodeJS.ErrnoException) => {
    if (!['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EADDRINUSE', 'EINVAL'].includes(error.code ?? '')) throw error;
  });
  return {
    redirectUri: `http://localhost:${port}`,
    callback: ({ state, limitMs, account, signal }) =>
      new Promise((resolve, reject) => {
        const settle = (finish: () => void): void => {
          waiter = undefined;
          timer.cancel();
          signal?.removeEventListener('abort', onAbort);
          finish();
        };
        const onAbort = (): void => settle(() => reject(signal?.reason as Error));
        const timer = clock.after(limitMs, () =>
          settle(() => reject(fail('login-timeout', { minutes: Math.round(limitMs / 60_000), account }))),
        );
        // Ctrl-C may have come while the browser was being opened.
        if (signal?.aborted) return onAbort();
        signal?.addEventListener('abort', onAbort, { once: true });
        waiter = (returned) => {
          if (returned.url.searchParams.get('state') === state) return settle(() => resolve(returned));
          // The way back of another sign-in (an old tab): it is told so, and this one goes on waiting.
          returned.answer({
            ok: false,
            heading: 'Another sign-in',
            text: 'This page belongs to an earlier sign-in. Use the newest browser tab.',
          });
        };
        for (const returned of early.splice(0)) waiter?.(returned);
      }),
    async close() {
      await Promise.all(
        servers.map(
          (server) =>
            new Promise<void>((resolve) => {
              server.close(() => resolve());
              server.closeAllConnections();
            }),
        ),
      );
    },
  };
}

function respond(response: ServerResponse, page: { ok: boolean; heading: string; text: string }): void {
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${escape(page.heading)} - mailgrant</title>
<style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1.5rem}
h1{font-size:1.5rem;margin:0 0 .5rem}h1::before{content:"${page.ok ? '\\2713' : '\\2717'}\\00a0";color:${page.ok ? '#1a7f37' : '#cf222e'}}</style>
</head><body><main><h1>${escape(page.heading)}</h1><p>${escape(page.text)}</p></main></body></html>
`;
  response.writeHead(page.ok ? 200 : 400, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'cache-control': 'no-store',
    connection: 'close',
  });
  response.end(html);
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
