// The whole offline Microsoft 365: one directory, Entra ID and Graph on HTTP and HTTPS, the four mail faces. Opens
// everything, or nothing; closes everything. Each sandbox is a world of its own, and several run side by side.

import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type Socket } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { systemClock } from '../base/clock.ts';
import { Closers } from '../base/closers.ts';
import { type Logger, silentLogger } from '../base/logger.ts';
import { type Authority, createAuthority, loopbackNames } from '../net/certificate.ts';
import { shakeHands } from '../net/handshake.ts';
import { bind, isLoopback, listen, type Endpoint as NetEndpoint, type TlsIdentity } from '../net/listen.ts';
import { byHostName, listenAsMicrosoft } from './as-microsoft.ts';
import { sandboxClock } from './clock.ts';
import { perform } from './control/actions.ts';
import { controlHttp, controlPrefix } from './control/http.ts';
import { type DataFolder, openDataFolder } from './data/folder.ts';
import { createDirectory, type SandboxDirectory } from './directory/directory.ts';
import { exchange, graph } from './directory/resources.ts';
import { sow } from './directory/seed.ts';
import { createEntra } from './entra/entra.ts';
import { signJwt } from './entra/tokens/access-token.ts';
import { type Faces, openFaces } from './faces.ts';
import { certificates } from './faults/certificates.ts';
import { createFaults } from './faults/faults.ts';
import { strikeHttp } from './faults/http.ts';
import { faceOfName, graphOrigin, microsoftNames } from './microsoft-names.ts';
import { requestLog } from './requests.ts';
import type { Sandbox, SandboxCloud, SandboxOptions } from './sandbox.ts';
import { memoryShelf, type Shelf } from './shelf.ts';
import { recordingClasses } from './transcripts/http-record.ts';
import { TranscriptStore } from './transcripts/transcripts.ts';
import { createVisitor, type Visitor } from './visitor/visitor.ts';

/** @throws `port-taken` and the like of net/listen.ts; nothing stays open then. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', log = silentLogger, ports = {} } = options;
  const data = options.data === undefined ? undefined : openDataFolder(options.data);
  const closers = new Closers();
  if (data) closers.push(() => data.close());
  try {
    const shelf = data?.shelf ?? memoryShelf;
    const clock = sandboxClock(options.clock ?? systemClock(), shelf.record('clock', { ms: 0 }));
    const closing = new AbortController();
    const faults = createFaults({ seed: options.faultSeed });
    const transcripts = new TranscriptStore({ clock, limits: options.transcripts });
    const requests = requestLog();
    const directory = createDirectory(shelf);
    if (options.seed !== 'none' && data?.isNew !== false) sow(directory, clock.now());
    if (data) forgetStrangers(data, directory);
    // Filled once the listeners are open; nobody asks before.
    const graphPorts = { https: 0, http: 0 };
    const authority = keptAuthority(shelf, clock.now());
    const microsoft = options.asMicrosoft
      ? [
          ...microsoftNames,
          options.asMicrosoft === true ? '127.0.0.2' : (options.asMicrosoft.host ?? '127.0.0.2'),
        ]
      : [];
    const names = [...new Set([...loopbackNames, host, ...microsoft])];
    const [ca, tls, entra] = await Promise.all([
      authority,
      authority.then((one) => one.issue(names)),
      createEntra({
        shelf,
        directory,
        clock,
        faults,
        requests,
        log,
        switches: {
          ...options.switches,
          ...(options.tokenLifetimeSeconds === undefined
            ? {}
            : { tokenLifetimeSeconds: options.tokenLifetimeSeconds }),
        },
        graphOrigin: (origin) =>
          graphOrigin(origin) ??
          onPort(origin, origin.startsWith('https:') ? graphPorts.https : graphPorts.http),
        closing: closing.signal,
      }),
    ]);
    // A key that is still being made would keep the process busy after close().
    closers.push(() => entra.keys.settled());
    const shown = certificates({ authority: ca, right: tls, names, nowMs: clock.now(), faults });
    const faces = await openFaces({
      directory,
      judge: entra.judge,
      clock,
      sign: (claims) => signJwt(entra.keys.work, claims),
      certificates: shown,
      faults,
      transcripts,
      host,
      ports,
      log,
      ...(options.fetch ? { fetch: options.fetch } : {}),
      ...(options.quirks ? { quirks: options.quirks } : {}),
      data,
    });
    closers.push(() => faces.close());

    const serveGraph: Serve = (request, env) => {
      const answer = (): Response | Promise<Response> => faces.graph.fetch(request, env);
      const fault = faults.take('graph');
      if (!fault) return answer();
      const { outgoing } = env;
      return strikeHttp(fault, {
        url: new URL(request.url),
        outgoing,
        clock,
        closing: closing.signal,
        answer,
      });
    };
    const serveEntra: Serve = (request, env) => entra.http.fetch(request, env);
    // Whoever listens to other machines still takes orders from this one alone.
    const { beyondLoopback } = options;
    const controlHost = isLoopback(host) ? host : '127.0.0.1';
    const open = async (face: Face, at: At, secure: boolean): Promise<NetEndpoint> => {
      const { names: services } = face;
      const serve = settled(face.serve, data);
      const server = httpServer(
        serve,
        services.length > 0 ? recordingClasses(transcripts, face.of) : undefined,
      );
      closers.push(() => shut(server));
      const identity = (): TlsIdentity | Promise<TlsIdentity> =>
        services.length > 0 ? shown(...services) : tls;
      return secure ? overTls(server, { ...at, identity, log, closers }) : bind(server, at);
    };
    const openUrl = async (face: Face, port: number | undefined, secure: boolean): Promise<string> => {
      const at = { host: face.names.length > 0 ? host : controlHost, port, beyondLoopback };
      const endpoint = await open(face, at, secure);
      return `${secure ? 'https' : 'http'}://${shownHost(at.host)}:${endpoint.port}`;
    };
    let control: Serve = () => new Response('The sandbox is starting.', { status: 503 });
    const serveControl: Serve = (request, env) => control(request, env);
    const entraFace: Face = { names: ['entra'], of: () => 'entra', serve: serveEntra };
    const graphFace: Face = { names: ['graph'], of: () => 'graph', serve: serveGraph };
    const controlFace: Face = { names: [], of: () => 'entra', serve: serveControl };
    const urls = {
      entra: await openUrl(entraFace, ports.entra, true),
      entraHttp: await openUrl(entraFace, ports.entraHttp, false),
      graph: await openUrl(graphFace, ports.graph, true),
      graphHttp: await openUrl(graphFace, ports.graphHttp, false),
      control: (await openUrl(controlFace, ports.control, true)) + controlPrefix,
      controlHttp: (await openUrl(controlFace, ports.controlHttp, false)) + controlPrefix,
    };
    const bothFaces: Face = {
      names: ['entra', 'graph'],
      of: ({ headers }) => faceOfName((headers.host ?? '').replace(/:\d+$/, '')) ?? 'graph',
      serve: byHostName({ entra: serveEntra, graph: serveGraph }),
    };
    const asMicrosoft =
      options.asMicrosoft &&
      (await listenAsMicrosoft(options.asMicrosoft === true ? {} : options.asMicrosoft, {
        https: (at) => open(bothFaces, { ...at, beyondLoopback: false }, true),
        door: (door, at) => faces.open(door, at),
      }));
    graphPorts.https = Number(new URL(urls.graph).port);
    graphPorts.http = Number(new URL(urls.graphHttp).port);
    const servers = faces.endpoints;
    const newVisitor = (): Visitor => {
      const visitor = createVisitor({ ca: ca.pem, entra: urls.entra });
      closers.push(() => visitor.close());
      return visitor;
    };
    const sandbox: Sandbox = {
      urls,
      servers,
      ca: { pem: ca.pem },
      cloud: cloudOf(urls.entra, urls.graph, servers),
      asMicrosoft: asMicrosoft || undefined,
      cloudHttp: cloudOf(urls.entraHttp, urls.graphHttp, servers),
      directory,
      entra: entra.control,
      mail: faces.mail,
      throttles: faces.throttles,
      subscriptions: faces.subscriptions,
      quirks: faces.quirks,
      faults,
      requests,
      transcripts,
      clock,
      judge: entra.judge,
      visitor: newVisitor(),
      newVisitor,
      // The table's types are those of this interface, which a look-up by a type parameter cannot show.
      act: (name, input) => perform(sandbox, name, input).finally(() => data?.commits.settled()) as never,
      jwksForDovecot: () => ({ kid: entra.keys.work.kid, pem: entra.keys.work.publicPem }),
      async close() {
        closing.abort();
        await closers.close();
      },
    };
    const http = controlHttp(sandbox);
    control = (request, env) => http.fetch(request, env);
    return sandbox;
  } catch (error) {
    await closers.close();
    throw error;
  }
}

/** No answer leaves before what it speaks of is on the disk. */
function settled(serve: Serve, data: DataFolder | undefined): Serve {
  if (!data) return serve;
  return async (request, env) => {
    const response = await serve(request, env);
    await data.commits.settled();
    return response;
  };
}

/** Mail of those whom the directory has lost. */
function forgetStrangers({ ledger }: DataFolder, directory: SandboxDirectory): void {
  const known = new Set([...directory.mailboxes.values()].map(({ id }) => id));
  for (const key of ledger.keys()) if (!known.has(key)) ledger.forget(key);
}

/** The same authority for as long as the shelf remembers it, so that clients trust the next sandbox too. */
async function keptAuthority(shelf: Shelf, nowMs: number): Promise<Authority> {
  const name = 'mailgrant sandbox authority';
  const kept = await shelf.made(
    'authority',
    async () => (await createAuthority({ name, nowMs })).certificate,
  );
  return createAuthority({ name, nowMs, kept });
}

type Serve = (request: Request, env: HttpBindings) => Response | Promise<Response>;

interface At {
  readonly host: string;
  readonly port: number | undefined;
  readonly beyondLoopback: boolean | undefined;
}

/** An HTTP face: what answers, and whose faults and transcripts it has; the controls have none. */
interface Face {
  readonly names: ReadonlyArray<'entra' | 'graph'>;
  /** Whose a request is. */
  readonly of: (request: IncomingMessage) => 'entra' | 'graph';
  readonly serve: Serve;
}

function httpServer(serve: Serve, classes: ReturnType<typeof recordingClasses> | undefined): Server {
  const server = createAdaptorServer({
    fetch: (request, env) => serve(request, env as HttpBindings),
    overrideGlobalObjects: false,
    createServer,
    ...(classes ? { serverOptions: classes } : {}),
  });
  // The factory makes an HTTP/1.1 server, the adaptor's first kind.
  return server as Server;
}

/** Hands `server` connections that have shaken hands, each with the certificate that is shown now. */
async function overTls(
  server: Server,
  options: {
    host: string;
    port: number | undefined;
    beyondLoopback: boolean | undefined;
    identity: () => TlsIdentity | Promise<TlsIdentity>;
    log: Logger;
    closers: Closers;
  },
): Promise<NetEndpoint> {
  const { identity, log, closers, ...at } = options;
  const listener = await listen({
    ...at,
    onConnection(socket: Socket) {
      const greet = async (): Promise<void> => {
        server.emit('connection', await shakeHands(socket, await identity(), { alpn: ['http/1.1'] }));
      };
      greet().catch((error: unknown) => {
        log.info('sandbox.handshake.failed', {
          reason: error instanceof Error ? error.message : String(error),
        });
      });
    },
  });
  closers.push(() => listener.close());
  return { host: listener.host, port: listener.port };
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    // A server that gets its connections handed over has never listened, and that is not an error.
    server.close((error) => (error && server.listening ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

/** `localhost` is what redirect URIs, cookies and certificates speak of; other addresses are shown as they are. */
function shownHost(host: string): string {
  if (host === '127.0.0.1') return 'localhost';
  return host.includes(':') && isLoopback(host) ? `[${host}]` : host;
}

function onPort(origin: string, port: number): string {
  const url = new URL(origin);
  url.port = String(port);
  return url.origin;
}

function cloudOf(authority: string, graphUrl: string, servers: Faces['endpoints']): SandboxCloud {
  return {
    name: 'sandbox',
    like: 'worldwide',
    authority,
    graph: graphUrl,
    exchangeResource: exchange.identifiers[0] ?? '',
    graphResource: graph.identifiers[0] ?? '',
    servers: {
      imap: { ...servers.imaps, security: 'tls' },
      pop: { ...servers.pops, security: 'tls' },
      smtp: { ...servers.smtp, security: 'starttls' },
    },
  };
}
