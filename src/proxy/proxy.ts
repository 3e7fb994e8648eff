// The proxy: ports and the sessions on them. Opened and closed by whoever wired it; knows who is there, and what was last
// refused to whom.

import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { Timer } from '../base/clock.ts';
import { withDeadline } from '../base/deadline.ts';
import { fail, type MailgrantError } from '../errors/error.ts';
import { type Endpoint, isLoopback, type Listener, listen } from '../net/listen.ts';
import { type IpNetwork, parseNetwork } from '../wire/ip-network.ts';
import {
  type Arrived,
  type ArriveOptions,
  arrive,
  arrivedAtOnce,
  isLoadBalancer,
  type Peer,
  type PortTls,
} from './arrive.ts';
import type { Front, FrontLimits, ProxyProtocol } from './front/front.ts';
import { ImapFront } from './front/imap.ts';
import { PopFront } from './front/pop.ts';
import { SmtpFront, type SmtpFrontOptions } from './front/smtp.ts';
import { Session, type SessionLimits, type SessionTools, type SessionView } from './session.ts';
import { type WaitingNumbers, WaitingRoom, waitingNumbers } from './waiting-room.ts';

export interface PortOptions {
  readonly protocol: ProxyProtocol;
  readonly host: string;
  readonly port: number;
  readonly tls: PortTls;
  /** A socket that listens already; host and port are its own. */
  readonly fd?: number | undefined;
}

export interface Port extends Endpoint {
  readonly protocol: ProxyProtocol;
  readonly tls: PortTls;
}

export interface ProxyLimits extends SessionLimits {
  /** For a token, the way to the server and the sign-in there, the second attempt with a fresh token included. */
  readonly serverMs: number;
  readonly waiting: WaitingNumbers;
  readonly front: FrontLimits;
  /** Without a byte in either direction. */
  readonly idleMs: Readonly<Record<ProxyProtocol, number>>;
}

export const proxyLimits: ProxyLimits = {
  // Dovecot's login_timeout; RFC 9051 section 5.4 leaves the time before the sign-in to the server.
  signInMs: 180_000,
  // A client that begins has something to say; nginx gives its proxied mail clients 60 s as well (mail: timeout).
  firstCommandMs: 60_000,
  arriveMs: 60_000,
  // Half of what the more impatient programs wait for an answer (Outlook, K-9, offlineimap: 60 s); Exchange takes up to 9 s
  // for a sign-in that fails. docs/adr/0121-an-answer-before-the-client-gives-up.md
  serverMs: 30_000,
  waiting: waitingNumbers,
  earlyBytesMax: 64 * 1024,
  front: {
    // RFC 7162 section 4 has 8192; SASL's responses may be longer (RFC 4954 section 4: 12288).
    lineBytesMax: 12_288,
    // RFC 7888 section 5: what a server may be sent without asking.
    literalBytesMax: 4096,
    errorsMax: 20,
    signInsMax: 3,
  },
  // The server has limits of its own, and says so in words; ours are there for a line that died silently. RFC 9051
  // section 5.4: 30 minutes; RFC 1939 section 3: 10 minutes; RFC 5321 section 4.5.3.2: 10 minutes for the end of DATA.
  idleMs: { imap: 32 * 60_000, pop: 12 * 60_000, smtp: 12 * 60_000 },
};

/** What may be another while the proxy runs: it counts for connections that come from then on, idle times for all. */
export interface ProxyManners {
  /** How it calls itself to clients. */
  readonly name: string;
  readonly limits?: ProxyLimits | undefined;
  /** EHLO has `AUTH=PLAIN LOGIN` as well, for clients older than RFC 2554. Default: it has not. */
  readonly oldAuthLine?: boolean | undefined;
  /** Hosts that tell whom they connect for (PROXY protocol), as networks: from them it is required, from others refused. */
  readonly loadBalancers?: readonly string[] | undefined;
  /** Mend IMAP sessions that the server ends. */
  readonly rescue: boolean;
}

export interface ProxyOptions extends Omit<SessionTools, 'limits' | 'tls' | 'onSignIn'>, ProxyManners {
  readonly ports: readonly PortOptions[];
  readonly tls?: (() => SecureContext) | undefined;
  /** What the last server said of itself, by protocol: clients of POP and SMTP are told before they sign in. */
  readonly behind?: ((protocol: ProxyProtocol) => readonly string[] | undefined) | undefined;
}

/** What was refused last, for each user name. */
export interface RefusalView {
  readonly user: string;
  readonly protocol: ProxyProtocol;
  readonly address: string;
  readonly atMs: number;
  readonly error: MailgrantError;
}

const sweepMs = 30_000;
/** For a client to hear why it is turned away. */
const turnedAwayMs = 2_000;
const refusalsMax = 200;

export class Proxy {
  readonly #options: ProxyOptions;
  #manners: ProxyManners;
  #limits: ProxyLimits;
  #loadBalancers: readonly IpNetwork[];
  readonly #listeners: Array<{ listener: Listener; port: Port }> = [];
  readonly #sessions = new Map<Session, { bytes: number; idleMs: number; done: Promise<void> }>();
  readonly #refusals = new Map<string, RefusalView>();
  readonly #counts = { signIns: 0, refused: 0 };
  readonly #startedAtMs: number;
  readonly #waitingRoom: WaitingRoom;
  /** Those of whom nothing is known yet but where they come from: in the middle of a handshake, or before it. */
  readonly #porch: WaitingRoom;
  #sweeper: Timer | undefined;
  #ids = 0;
  #stopping = false;

  private constructor(options: ProxyOptions) {
    this.#options = options;
    this.#manners = options;
    this.#limits = options.limits ?? proxyLimits;
    this.#loadBalancers = networksOf(options.loadBalancers);
    this.#waitingRoom = new WaitingRoom(this.#limits.waiting);
    this.#porch = new WaitingRoom(this.#limits.waiting);
    this.#startedAtMs = options.clock.now();
  }

  /** @throws `port-taken`, `port-not-allowed`, `address-not-here`, `proxy-needs-tls`; nothing is left open then */
  static async start(options: ProxyOptions): Promise<Proxy> {
    const checkTls = ({ host, port }: Endpoint): void => {
      if (!isLoopback(host) && !options.tls) throw fail('proxy-needs-tls', { host, port });
    };
    for (const port of options.ports) if (port.fd === undefined) checkTls(port);
    const proxy = new Proxy(options);
    try {
      for (const port of options.ports) await proxy.#open(port);
      // Where a socket was opened for us, it is known only now where.
      for (const port of proxy.ports) checkTls(port);
    } catch (error) {
      await proxy.stop({ graceMs: 0 });
      throw error;
    }
    proxy.#sweep();
    return proxy;
  }

  get ports(): readonly Port[] {
    return this.#listeners.map(({ port }) => port);
  }

  get sessions(): readonly SessionView[] {
    return [...this.#sessions.keys()].map(({ view }) => view);
  }

  get refusals(): readonly RefusalView[] {
    return [...this.#refusals.values()].reverse();
  }

  get counts(): { readonly signIns: number; readonly refused: number; readonly startedAtMs: number } {
    return { ...this.#counts, startedAtMs: this.#startedAtMs };
  }

  /** @returns what makes them count. @throws `app-password-limit-invalid` */
  prepare(manners: ProxyManners): () => void {
    const loadBalancers = networksOf(manners.loadBalancers);
    return () => {
      this.#loadBalancers = loadBalancers;
      this.#manners = manners;
      this.#limits = manners.limits ?? proxyLimits;
      this.#waitingRoom.change(this.#limits.waiting);
      this.#porch.change(this.#limits.waiting);
    };
  }

  /** Takes no new clients, lets those that are there finish for a while, then ends them. */
  async stop({ graceMs }: { graceMs: number }): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = true;
    this.#sweeper?.cancel();
    for (const { listener } of this.#listeners) listener.refuse();
    const error = fail('proxy-stopping', {});
    for (const session of this.#sessions.keys()) if (session.view.state === 'signing-in') session.end(error);
    const finished = (): Promise<unknown> =>
      Promise.all([...this.#sessions.values()].map(({ done }) => done));
    if (graceMs > 0 && this.#sessions.size > 0) {
      const { clock } = this.#options;
      await Promise.race([
        finished(),
        new Promise<void>((resolve) => void clock.after(graceMs, resolve, { background: true })),
      ]);
    }
    for (const session of this.#sessions.keys()) session.end(error);
    await finished();
    for (const { listener } of this.#listeners) await listener.close();
  }

  async #open(options: PortOptions): Promise<void> {
    const { protocol, host, port, tls, fd } = options;
    const listener = await listen({
      host,
      port,
      fd,
      beyondLoopback: !isLoopback(host),
      raw: true,
      onConnection: (socket) => void this.#accept(socket, options),
    });
    this.#listeners.push({ listener, port: { host: listener.host, port: listener.port, protocol, tls } });
  }

  async #accept(socket: Socket, { protocol, tls: portTls }: PortOptions): Promise<void> {
    const { tls, log, clock, behind } = this.#options;
    const { name, oldAuthLine, rescue } = this.#manners;
    const limits = this.#limits;
    // Nobody listens to it yet, and an error that nobody hears ends the process.
    socket.on('error', () => {});
    socket.setKeepAlive(true, 120_000);
    this.#ids += 1;
    const id = this.#ids;
    let arrived: Arrived;
    try {
      const peer = { socket, address: socket.remoteAddress ?? '' };
      const options = { port: portTls, tls, loadBalancers: this.#loadBalancers, clock };
      arrived = arrivedAtOnce(peer, options) ?? (await this.#arriving(peer, options));
    } catch (error) {
      socket.destroy();
      return log.info('proxy.not-begun', { session: id, protocol, address: socket.remoteAddress, error });
    }
    const { client, address, hasTls } = arrived;
    const secure = hasTls || isLoopback(address);
    if (this.#stopping) return void client.destroy();
    const place = this.#waitingRoom.enter(address);
    const front = frontOf(protocol, {
      name,
      secure,
      offersTls: !hasTls && tls !== undefined,
      behind: behind?.(protocol),
      limits: limits.front,
      asksForNetwork: this.#options.doorkeeper.trusts?.(address),
      oldAuthLine,
    });
    if (typeof place !== 'function') {
      const error = fail('proxy-waiting-exceeded', place);
      log.info('proxy.not-begun', { session: id, protocol, address, code: error.code });
      return turnAway(client, front, error);
    }
    const session = new Session(
      { id, protocol, address, client, secure: hasTls, front },
      {
        ...this.#options,
        limits,
        rescue,
        onSignIn: (view, user, refusal) => {
          if (!refusal) place();
          this.#note(view, user, refusal);
        },
      },
    );
    const done = session.run().finally(() => {
      place();
      this.#sessions.delete(session);
    });
    this.#sessions.set(session, { bytes: 0, idleMs: 0, done });
  }

  /** @throws as `arrive`; `proxy-waiting-exceeded`, for which there are no words yet that the client would understand */
  async #arriving(peer: Peer, options: Omit<ArriveOptions, 'signal'>): Promise<Arrived> {
    // Whom a load balancer speaks for is not known yet, and it is many.
    const isOne = !isLoadBalancer(peer.address, options.loadBalancers);
    const place = this.#porch.enter(isOne ? peer.address : undefined);
    if (typeof place !== 'function') throw fail('proxy-waiting-exceeded', place);
    try {
      const limit = { clock: options.clock, limitMs: this.#limits.arriveMs };
      return await withDeadline(limit, (signal) => arrive(peer, { ...options, signal }));
    } finally {
      place();
    }
  }

  #note(view: SessionView, user: string | undefined, error: MailgrantError | undefined): void {
    if (!error) {
      this.#counts.signIns += 1;
      if (user !== undefined) this.#refusals.delete(user.toLowerCase());
      return;
    }
    this.#counts.refused += 1;
    const key = (user ?? view.address).toLowerCase();
    this.#refusals.delete(key);
    this.#refusals.set(key, {
      user: user ?? '',
      protocol: view.protocol,
      address: view.address,
      atMs: this.#options.clock.now(),
      error,
    });
    // The oldest one goes: whoever guesses names fills the table, and nothing else.
    if (this.#refusals.size > refusalsMax) {
      for (const oldest of this.#refusals.keys()) {
        this.#refusals.delete(oldest);
        break;
      }
    }
  }

  /**
   * Ends sessions on which nothing has been said for too long. One timer for all of them, and what is counted is how often
   * it came: a clock that is set, or a laptop that wakes up, makes nobody idle.
   */
  #sweep(): void {
    this.#sweeper = this.#options.clock.after(
      sweepMs,
      () => {
        for (const [session, seen] of this.#sessions) {
          const { bytesIn, bytesOut, protocol, state } = session.view;
          const bytes = bytesIn + bytesOut;
          seen.idleMs = bytes === seen.bytes ? seen.idleMs + sweepMs : 0;
          seen.bytes = bytes;
          const limitMs = this.#limits.idleMs[protocol];
          if (state === 'signed-in' && seen.idleMs > limitMs) {
            session.end(fail('proxy-idle', { minutes: Math.round(limitMs / 60_000) }));
          }
        }
        this.#sweep();
      },
      { background: true },
    );
  }
}

function networksOf(texts: readonly string[] = []): readonly IpNetwork[] {
  return texts.map((text) => {
    const network = parseNetwork(text);
    if (network) return network;
    const problem = 'it is neither an address nor a network like 192.168.0.0/24';
    throw fail('app-password-limit-invalid', { limit: '--load-balancer', value: text, problem });
  });
}

/** One line why, and the end: nothing is kept of it. */
function turnAway(client: Socket, front: Front, error: MailgrantError): void {
  for (const action of front.shutDown(error)) if (action.kind === 'send') client.write(action.bytes);
  // What it may have said already would make a reset of the end, and the line be lost.
  client.resume();
  client.end();
  client.setTimeout(turnedAwayMs, () => client.destroy());
  client.on('error', () => {});
  client.once('end', () => client.destroy());
}

function frontOf(protocol: ProxyProtocol, options: SmtpFrontOptions): Front {
  switch (protocol) {
    case 'imap':
      return new ImapFront(options);
    case 'pop':
      return new PopFront(options);
    case 'smtp':
      return new SmtpFront(options);
  }
}
