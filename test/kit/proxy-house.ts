// The whole proxy as `mailgrant proxy` opens it: a store with people connected to a sandbox, app passwords, TLS towards
// clients by a certificate of an authority of its own. The mail servers behind it are the sandbox's or somebody else's.

import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { type Mailgrant, openMailgrant } from '../../src/app/mailgrant.ts';
import { type ProxyControls, serveProxy } from '../../src/app/proxy/serve.ts';
import { type Clock, systemClock } from '../../src/base/clock.ts';
import { Closers } from '../../src/base/closers.ts';
import { type Logger, silentLogger } from '../../src/base/logger.ts';
import type { MailServer } from '../../src/identity/provider.ts';
import { type Authority, createAuthority } from '../../src/net/certificate.ts';
import type { IdentityFiles } from '../../src/net/server-identity.ts';
import { newAppPassword } from '../../src/proxy/admission/new-app-password.ts';
import type { PlaceNumbers } from '../../src/proxy/admission/places.ts';
import type { TrustedNetwork } from '../../src/proxy/admission/trusted-networks.ts';
import type { ProxyProtocol } from '../../src/proxy/front/front.ts';
import type { Port, Proxy, ProxyLimits } from '../../src/proxy/proxy.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import type { AppPasswordLimits } from '../../src/store/app-password.ts';
import { type ConnectedHome, connectedHome } from './connected-home.ts';

/** Servers that take the sandbox's tokens. */
export interface ServersBehind {
  readonly servers: Partial<Record<ProxyProtocol, MailServer>>;
  /** Who vouches for their certificates. */
  readonly caPem: string;
  close(): Promise<void>;
}

export interface ProxyHouse {
  readonly sandbox: Sandbox;
  /** Where the store is, and `mailgrant` on PATH. */
  readonly home: ConnectedHome;
  readonly mailgrant: Mailgrant;
  readonly proxy: Proxy;
  readonly controls: ProxyControls;
  /** The certificate that clients are shown, and whoever has issued it. */
  readonly identity: IdentityFiles;
  readonly authority: Authority;
  /** Who vouches for the proxy's certificate. */
  readonly caPem: string;
  readonly caFile: string;
  /** IMAP on loopback: in clear text with STARTTLS, and TLS from the first byte. */
  readonly ports: { readonly clear: Port; readonly tls: Port };
  /** The same of each protocol. */
  readonly doors: Readonly<Record<ProxyProtocol, { readonly clear: Port; readonly tls: Port }>>;
  password(account: string, limits?: Partial<AppPasswordLimits>): Promise<string>;
  close(): Promise<void>;
}

const protocols = ['imap', 'pop', 'smtp'] as const;

export async function openProxyHouse(
  people: ReadonlyArray<{ name: string; password: string }>,
  {
    tokenLifetimeSeconds,
    clock = systemClock(),
    log = silentLogger,
    places,
    limits,
    behind,
    trusted,
  }: {
    tokenLifetimeSeconds?: number;
    /** The sandbox's as well. */
    clock?: Clock;
    log?: Logger;
    places?: Partial<PlaceNumbers>;
    limits?: ProxyLimits;
    /** Mail servers in the place of the sandbox's. */
    behind?: (sandbox: Sandbox) => Promise<ServersBehind>;
    trusted?: readonly TrustedNetwork[];
  } = {},
): Promise<ProxyHouse> {
  const closers = new Closers();
  const sandbox = await startSandbox({
    clock,
    ...(tokenLifetimeSeconds === undefined ? {} : { tokenLifetimeSeconds }),
  });
  closers.push(() => sandbox.close());
  const others = await behind?.(sandbox);
  if (others) closers.push(() => others.close());
  const caPem = `${sandbox.ca.pem}\n${others?.caPem ?? ''}`;
  const home = await connectedHome(sandbox, people, { servers: others?.servers ?? {} });
  closers.push(() => home.close());
  const folder = join(home.folder, '.local', 'share', 'mailgrant');
  const mailgrant = await openMailgrant({
    store: join(folder, 'mailgrant.db'),
    key: { kind: 'file', path: join(home.folder, '.config', 'mailgrant', 'key') },
    caPem,
    clock,
    schedule: false,
  });
  closers.push(() => mailgrant.close());
  const authority = await createAuthority({ name: 'Proxy authority', nowMs: clock.now() });
  const { cert, key } = await authority.issue();
  // Where the printed settings say that it is.
  const caFile = join(folder, 'proxy-tls', 'authority.pem');
  mkdirSync(join(folder, 'proxy-tls'));
  writeFileSync(caFile, authority.pem);
  const identity = { cert: join(home.folder, 'cert.pem'), key: join(home.folder, 'key.pem') };
  writeFileSync(identity.cert, cert);
  writeFileSync(identity.key, key);
  const stop = new AbortController();
  const port = (protocol: ProxyProtocol, tls: 'starttls' | 'implicit') =>
    ({ protocol, host: '127.0.0.1', port: 0, tls }) as const;
  const { proxy, controls } = await new Promise<Pick<ProxyHouse, 'proxy' | 'controls'>>((resolve, reject) => {
    const served = serveProxy({
      mailgrant,
      clock,
      log,
      signal: stop.signal,
      ports: protocols.flatMap((protocol) => [port(protocol, 'starttls'), port(protocol, 'implicit')]),
      caPem,
      identity,
      name: 'localhost',
      rescue: true,
      places,
      limits,
      trusted,
      graceMs: 0,
      statusPath: join(home.folder, 'proxy.sock'),
      ready: (proxy, controls) => resolve({ proxy, controls }),
    });
    served.catch(reject);
    closers.push(async () => {
      stop.abort();
      await served;
    });
  });
  const doorsOf = (protocol: ProxyProtocol): { clear: Port; tls: Port } => {
    const [clear, tls] = proxy.ports.filter((one) => one.protocol === protocol);
    if (!clear || !tls) throw new Error('two ports were asked for');
    return { clear, tls };
  };
  let names = 0;
  return {
    sandbox,
    home,
    mailgrant,
    proxy,
    controls,
    identity,
    authority,
    caPem: authority.pem,
    caFile,
    ports: doorsOf('imap'),
    doors: { imap: doorsOf('imap'), pop: doorsOf('pop'), smtp: doorsOf('smtp') },
    async password(ref, limits = {}) {
      names += 1;
      const account = await mailgrant.account(ref);
      const made = await newAppPassword(mailgrant.store, { account, name: `device ${names}`, limits });
      return made.password.reveal();
    },
    close: () => closers.close(),
  };
}

/** A client that types bytes and reads until something is there. */
export class RawClient {
  #socket: Socket;
  #text = '';
  #wake = (): void => {};
  closed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen();
  }

  static async open({ host, port }: Port, ca?: string): Promise<RawClient> {
    const socket = ca === undefined ? connect(port, host) : connectTls({ host, port, ca });
    await once(socket, ca === undefined ? 'connect' : 'secureConnect');
    return new RawClient(socket);
  }

  get socket(): Socket {
    return this.#socket;
  }

  say(bytes: string | Buffer): this {
    this.#socket.write(bytes);
    return this;
  }

  /** What was said up to and including the match. @throws Error where the connection ends before */
  async until(pattern: RegExp): Promise<string> {
    for (;;) {
      const match = pattern.exec(this.#text);
      if (match) {
        const end = match.index + match[0].length;
        const said = this.#text.slice(0, end);
        this.#text = this.#text.slice(end);
        return said;
      }
      if (this.closed) throw new Error(`closed before ${String(pattern)}: ${this.#text}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Everything until the other side ends it. */
  async rest(): Promise<string> {
    while (!this.closed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#text;
  }

  async secure(ca: string): Promise<this> {
    this.#socket.removeAllListeners('data');
    this.#socket = connectTls({ socket: this.#socket, servername: 'localhost', ca });
    await once(this.#socket, 'secureConnect');
    this.#listen();
    return this;
  }

  close(): void {
    this.#socket.destroy();
  }

  #listen(): void {
    const end = (): void => {
      this.closed = true;
      this.#wake();
    };
    this.#socket.on('data', (chunk: Buffer) => {
      this.#text += chunk.toString('latin1');
      this.#wake();
    });
    this.#socket.on('error', end);
    this.#socket.on('end', end);
    this.#socket.on('close', end);
  }
}
