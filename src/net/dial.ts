// Reaching a mail server: TCP by whichever address answers, TLS from the first byte or later (STARTTLS), through a tunnel
// where one is configured. Everything ends in time and hears a signal; what fails has a name. Knows nothing of what is
// said on the line.

import {
  connect as connectTcp,
  isIP,
  type LookupFunction,
  type Socket,
  type TcpSocketConnectOpts,
} from 'node:net';
import {
  type ConnectionOptions,
  connect as connectTls,
  createSecureContext,
  type SecureContext,
  type TLSSocket,
} from 'node:tls';
import { backoffMs } from '../base/backoff.ts';
import { type Clock, sleep } from '../base/clock.ts';
import { DeadlineExceeded, withDeadline } from '../base/deadline.ts';
import { fail } from '../errors/error.ts';
import { translateNetworkError } from './fetch.ts';
import { sessionToKeep } from './tls-session.ts';
import { trusting } from './trust.ts';
import { leadsTo, type Tunnel, throughTunnel } from './tunnel.ts';

/**
 * Node.js gives an address up after this long and takes the next one of the other family: its default of 250 ms is too
 * short for a slow line, because it does not come back to it (net.connect, `autoSelectFamilyAttemptTimeout`).
 */
const addressLimitMs = 1_000;
/**
 * A laptop that has just woken up has no name server for some seconds, and is told EAI_AGAIN. "There is no such name" is asked once more, for
 * a network that is just coming up; somebody who has mistyped it need not wait.
 */
const nameTriesMax = 5;
const unknownTriesMax = 2;
const nameBackoff = { firstMs: 250, maxMs: 2_000 };
const dialLimitMs = 30_000;
/** Azure's load balancers forget a silent line after four minutes. */
const keepAliveMs = 120_000;
/** A session is a few kilobytes. */
const sessionsMax = 64;

export interface DialTarget {
  readonly host: string;
  readonly port: number;
}

export interface DialOptions {
  readonly tls: boolean;
  readonly signal?: AbortSignal | undefined;
  /** For what a TLS socket reads. Node.js leaves it alone where TLS begins on a socket that is there already. */
  readonly reads?: Pick<TcpSocketConnectOpts, 'onread'> | undefined;
}

export interface DialerOptions {
  readonly clock: Clock;
  /** PEM certificates to trust beside the system's. */
  readonly ca?: string | undefined;
  readonly tunnel?: Tunnel | undefined;
  /** For everything up to a line that can be spoken on, TLS included. */
  readonly limitMs?: number;
  /** In the place of the system's. */
  readonly lookup?: LookupFunction;
  readonly random?: () => number;
}

/** One for everybody who trusts the same and goes the same way: it keeps what makes the next line cheaper. */
export class Dialer {
  readonly #options: DialerOptions;
  readonly #random: () => number;
  readonly #limitMs: number;
  #context: SecureContext | undefined;
  /** Of servers, by name and port. Resuming saves a third of a handshake, and the server as much. */
  readonly #sessions = new Map<string, Buffer>();

  constructor(options: DialerOptions) {
    this.#options = options;
    this.#random = options.random ?? Math.random;
    this.#limitMs = options.limitMs ?? dialLimitMs;
  }

  /** Whom it trusts, for a library that makes a line secure by itself. Made anew it costs some milliseconds, and is the same each time. */
  get secureContext(): SecureContext {
    const { ca } = this.#options;
    this.#context ??= ca === undefined ? createSecureContext({ minVersion: 'TLSv1.2' }) : trusting(ca);
    return this.#context;
  }

  /**
   * A line that is paused and has no listener: whatever comes is kept for whoever resumes it.
   *
   * @throws `net-...`, `tls-...`, the signal's reason
   */
  dial(target: DialTarget, options: DialOptions): Promise<Socket> {
    const { tls, signal, reads } = options;
    return this.#attempt(target, signal, async (hold, signal) => {
      const { tunnel } = this.#options;
      if (!tunnel || !leadsTo(tunnel, target)) return this.#reach(target, tls, hold, signal, reads);
      const line = await this.#reach(tunnel, tunnel.tls, hold, signal);
      await throughTunnel(tunnel, line, target);
      return tls ? this.#shake(line, target, hold) : line;
    });
  }

  /**
   * Makes a line secure on which the server has agreed to it. Whoever read on it stops doing so first. Paused, as `dial`
   * has it.
   *
   * @throws `net-...`, `tls-...`, the signal's reason; the line is gone then
   */
  secure(line: Socket, target: DialTarget, signal?: AbortSignal): Promise<TLSSocket> {
    return this.#attempt(target, signal, (hold) => this.#shake(hold(line), target, hold));
  }

  /** `hold` is told of each socket, so that none is left behind where the attempt fails. */
  async #attempt<T extends Socket>(
    { host, port }: DialTarget,
    signal: AbortSignal | undefined,
    work: (hold: <S extends Socket>(socket: S) => S, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { clock } = this.#options;
    const limitMs = this.#limitMs;
    const held: Socket[] = [];
    const hold = <S extends Socket>(socket: S): S => {
      held.push(socket);
      return socket;
    };
    try {
      return await withDeadline({ clock, limitMs, signal }, (signal) => work(hold, signal));
    } catch (error) {
      for (const socket of held) {
        // A late failure of a socket that is given up is nobody's news.
        socket.on('error', () => {});
        socket.destroy();
      }
      signal?.throwIfAborted();
      const where = `${host}:${port}`;
      if (!(error instanceof DeadlineExceeded)) throw translateNetworkError(error, where);
      const reason = `not connected within ${Math.round(limitMs / 1000)} s`;
      throw fail('net-timeout', { host: where, reason }, { cause: error });
    }
  }

  /** By name: a name server that does not answer, or has nothing to say yet, is asked again. */
  async #reach(
    target: DialTarget,
    tls: boolean,
    hold: <S extends Socket>(socket: S) => S,
    signal: AbortSignal,
    reads?: DialOptions['reads'],
  ): Promise<Socket> {
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted();
      try {
        return await this.#connect(target, tls, hold, reads);
      } catch (error) {
        const triesMax = nameTries(error);
        if (triesMax === 0) throw translateNetworkError(error, `${target.host}:${target.port}`);
        if (attempt >= triesMax) throw error;
        const waitMs = backoffMs(attempt, { ...nameBackoff, random: this.#random });
        await sleep(this.#options.clock, waitMs, signal);
      }
    }
  }

  async #connect(
    { host, port }: DialTarget,
    tls: boolean,
    hold: <S extends Socket>(socket: S) => S,
    reads: DialOptions['reads'],
  ): Promise<Socket> {
    const way = {
      host,
      port,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: addressLimitMs,
      ...(this.#options.lookup ? { lookup: this.#options.lookup } : {}),
    };
    // One socket does both: a TLS socket around another one would keep both in memory.
    if (tls)
      return this.#secured({ host, port }, (options) => hold(connectTls({ ...way, ...options, ...reads })));
    const socket = hold(connectTcp(way));
    await opened(socket, 'connect');
    return tuned(socket);
  }

  #shake(line: Socket, target: DialTarget, hold: <S extends Socket>(socket: S) => S): Promise<TLSSocket> {
    return this.#secured(target, (options) => hold(connectTls({ socket: line, ...options })));
  }

  async #secured(
    { host, port }: DialTarget,
    connect: (options: ConnectionOptions) => TLSSocket,
  ): Promise<TLSSocket> {
    const key = `${host.toLowerCase()}:${port}`;
    const session = this.#sessions.get(key);
    const socket = connect({
      secureContext: this.secureContext,
      ...(session ? { session } : {}),
      // SNI carries names only (RFC 6066 section 3); without it Node checks the certificate against the address.
      ...(isIP(host) ? { host } : { servername: host }),
    });
    // Node checks the name in a certificate only in a full handshake, so a session is good for that name alone.
    // In TLS 1.2 it comes before the server has been judged.
    let early: Buffer | undefined;
    let isOpen = false;
    socket.once('session', (session) => {
      if (isOpen) this.#remember(key, socket, session);
      else early = session;
    });
    try {
      await opened(socket, 'secureConnect');
    } catch (error) {
      // Whatever it was, the next attempt is not to fail for the same reason.
      this.#sessions.delete(key);
      throw error;
    }
    isOpen = true;
    if (early) this.#remember(key, socket, early);
    return tuned(socket);
  }

  #remember(key: string, socket: TLSSocket, brought: Buffer): void {
    const session = sessionToKeep(socket, brought);
    if (!session) return;
    this.#sessions.delete(key);
    this.#sessions.set(key, session);
    if (this.#sessions.size <= sessionsMax) return;
    const [oldest] = this.#sessions.keys();
    if (oldest !== undefined) this.#sessions.delete(oldest);
  }
}

function opened(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error): void => {
      socket.off(event, onOpen);
      socket.off('error', settle);
      socket.off('close', onClose);
      if (error) reject(error);
      else resolve();
    };
    const onOpen = (): void => settle();
    const onClose = (): void => settle(new Error('closed before there was a connection'));
    socket.once(event, onOpen);
    socket.once('error', settle);
    socket.once('close', onClose);
  });
}

/** Ready to be spoken on. */
function tuned<S extends Socket>(socket: S): S {
  // Short lines back and forth: waiting to fill a packet would cost 40 ms each.
  socket.setNoDelay(true);
  socket.setKeepAlive(true, keepAliveMs);
  socket.pause();
  return socket;
}

/** getaddrinfo(3): EAI_AGAIN, and EAI_NONAME, which Node calls ENOTFOUND. None for what is not about names. */
function nameTries(error: unknown): number {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return code === 'EAI_AGAIN' ? nameTriesMax : code === 'ENOTFOUND' ? unknownTriesMax : 0;
}
