// What a running proxy says of itself: over a Unix socket (or a named pipe) beside the store, so that whoever may read the
// store may ask, and nobody else. HTTP, because everything can speak it: `curl --unix-socket PATH http://proxy/status`.

import { chmod, unlink } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { fail } from '../../errors/error.ts';
import { bind, type Endpoint, isLoopback } from '../../net/listen.ts';
import type { CertificateFacts } from '../../net/server-identity.ts';
import type { Port, Proxy } from '../../proxy/proxy.ts';
import type { SessionView } from '../../proxy/session.ts';
import type { ClosedMailbox, Shield } from '../../proxy/shield/shield.ts';
import type { ProxyMetrics } from './metrics.ts';

export interface ProxyStatus {
  readonly pid: number;
  readonly startedAtMs: number;
  readonly ports: readonly Port[];
  readonly signIns: number;
  readonly refused: number;
  readonly certificate: { readonly names: readonly string[]; readonly expiresAtMs: number } | undefined;
  readonly sessions: readonly SessionView[];
  /** Mailboxes whose server has asked for quiet. */
  readonly throttled: readonly ClosedMailbox[];
  /** What was refused last to whom, and has not been mended since by a sign-in. The newest first. */
  readonly refusals: ReadonlyArray<{
    readonly user: string;
    readonly protocol: string;
    readonly address: string;
    readonly atMs: number;
    readonly code: string;
    readonly message: string;
    readonly cause: string | undefined;
    readonly next: string;
  }>;
}

const answerBytesMax = 64 * 1024 * 1024;

interface Shown {
  readonly proxy: Proxy;
  readonly shield: Shield;
  readonly identity: { readonly facts: CertificateFacts } | undefined;
}

type Metrics = Pick<ProxyMetrics, 'text' | 'contentType'>;

/** Where metrics are told by HTTP: on loopback, unless it was said that others may read them as well. */
export interface MetricsPlace extends Endpoint {
  readonly beyondLoopback: boolean;
}

/** A scrape is one small request; whoever says less than that is not waited for. */
const requestMs = 10_000;
const scrapersMax = 32;

export async function serveStatus(
  options: Shown & { path: string; metrics: Metrics },
): Promise<{ close(): Promise<void> }> {
  const { path, metrics } = options;
  const server = createServer((asked, answer) => {
    if (pathOf(asked) === '/status') tellJson(answer, statusOf(options));
    else tellAnybody(asked, answer, metrics);
  });
  await listenOn(server, path);
  return { close: () => closed(server) };
}

/** Metrics and health over HTTP: numbers, and nobody's name. @throws `listen-beyond-loopback`, `port-taken` and others */
export async function serveMetrics({
  host,
  port,
  beyondLoopback,
  metrics,
}: MetricsPlace & { metrics: Metrics }): Promise<Endpoint & { close(): Promise<void> }> {
  if (!beyondLoopback && !isLoopback(host)) {
    const hint =
      'Listen on 127.0.0.1, or add --metrics-open: metrics hold numbers alone, and whoever reaches the port reads them.';
    throw fail('listen-beyond-loopback', { host, port }, { hint });
  }
  const server = createServer((asked, answer) => tellAnybody(asked, answer, metrics));
  server.maxConnections = scrapersMax;
  server.headersTimeout = requestMs;
  server.requestTimeout = requestMs;
  const endpoint = await bind(server, { host, port, beyondLoopback });
  return { ...endpoint, close: () => closed(server) };
}

function tellAnybody(asked: IncomingMessage, answer: ServerResponse, metrics: Metrics): void {
  const path = pathOf(asked);
  if (path === '/health') return tellJson(answer, { status: 'ok' });
  if (path !== '/metrics') return void answer.writeHead(404).end();
  metrics.text().then(
    (text) => answer.writeHead(200, { 'content-type': metrics.contentType }).end(text),
    (error: unknown) => answer.writeHead(500, { 'content-type': 'text/plain' }).end(`${String(error)}\n`),
  );
}

/** Undefined for anything but GET. */
function pathOf({ method, url = '/' }: IncomingMessage): string | undefined {
  return method === 'GET' ? url.split('?', 1)[0] : undefined;
}

function tellJson(answer: ServerResponse, value: unknown): void {
  answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

/** @throws `proxy-not-running` */
export function askStatus(path: string, signal: AbortSignal): Promise<ProxyStatus> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath: path, path: '/status', signal }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > answerBytesMax) asked.destroy(new Error('the answer does not end'));
      });
      answer.on('error', reject);
      answer.on('end', () => resolve(JSON.parse(text) as ProxyStatus));
    });
    asked.on('error', (error: NodeJS.ErrnoException) => {
      const nobody = error.code === 'ENOENT' || error.code === 'ECONNREFUSED';
      reject(nobody ? fail('proxy-not-running', { path }, { cause: error }) : error);
    });
    asked.end();
  });
}

function statusOf({ proxy, shield, identity }: Shown): ProxyStatus {
  const { signIns, refused, startedAtMs } = proxy.counts;
  return {
    pid: process.pid,
    startedAtMs,
    ports: proxy.ports,
    signIns,
    refused,
    certificate: identity && { names: identity.facts.names, expiresAtMs: identity.facts.expiresAtMs },
    sessions: proxy.sessions,
    throttled: shield.closed,
    refusals: proxy.refusals.map(({ error, ...where }) => {
      const cause = error.explanation?.causes[0];
      return {
        ...where,
        code: error.code,
        message: error.message,
        cause: cause?.title,
        next: cause?.remedies.flatMap(({ steps }) => steps)[0] ?? error.hint,
      };
    }),
  };
}

/** A socket that a killed process has left behind is in nobody's use. @throws `proxy-runs-already` */
async function listenOn(server: Server, path: string): Promise<void> {
  const attempt = (): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(path, () => {
        server.off('error', reject);
        resolve();
      });
    });
  try {
    await attempt();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (await answers(path)) throw fail('proxy-runs-already', { path }, { cause: error });
    await unlink(path);
    await attempt();
  }
  if (process.platform !== 'win32') await chmod(path, 0o600);
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
