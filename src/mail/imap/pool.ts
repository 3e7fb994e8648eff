// The connections of one mailbox: one is enough for commands, another is opened beside it while that one is busy, idle ones
// are closed after a while. What breaks (a token that ran out, a lost line, a throttle with a time) is repaired here for
// everything that may be done twice. Knows connections, not folders or messages.

import { backoffMs } from '../../base/backoff.ts';
import { sleep } from '../../base/clock.ts';
import type { Gate } from '../../base/gate.ts';
import { invariant } from '../../base/invariant.ts';
import { type ErrorCode, isMailgrantError } from '../../errors/error.ts';
import { type ImapDoor, openImap } from './open.ts';
import type { ImapSession } from './session.ts';

/** One for commands, one for a download, one to fetch ahead. */
const connectionsMax = 3;
/** A place that is held idle is a place that a watch or another program may want. */
const idleKeepMs = 30_000;
/** A server that has refused another connection is not asked for one before. */
const contentMs = 60_000;
const triesMax = 5;
/** As long as nothing was ever reached: somebody has mistyped a name, or is not connected, and waits to be told. */
const firstTriesMax = 3;
const pauses = { firstMs: 500, maxMs: 20_000 };
/** Exchange was seen to ask for 299,910 ms; more than that is news for the caller, not a wait. */
const pauseMaxMs = 330_000;

/** What a server says, or does, that has given one mailbox as many connections as it gives. */
const enough: ReadonlySet<ErrorCode> = new Set([
  'mail-not-connected',
  'mail-throttled',
  'mail-connection-lost',
]);

export interface ImapPoolOptions {
  readonly door: Omit<ImapDoor, 'signal'>;
  /** Places for connections, counted for everybody in the process. */
  readonly gate: Gate;
  /** The server wants to be left alone. */
  readonly pause: (waitMs: number) => void;
  readonly random?: () => number;
}

export interface UseOptions {
  readonly signal?: AbortSignal | undefined;
  /** A connection that has this folder open is preferred. */
  readonly folder?: string;
}

interface Held {
  readonly session: ImapSession;
  /** Gives the place back. */
  readonly leave: () => void;
  idle: { cancel(): void } | undefined;
  onWanted?: () => void;
}

export class ImapPool {
  readonly door: Omit<ImapDoor, 'signal'>;
  /** Whether this server's search has found what is there; undefined before anybody had to ask (find-messages.ts). */
  searchFinds: boolean | undefined;
  readonly #options: ImapPoolOptions;
  /** Open ones, busy and idle; an idle one has a timer that ends it. */
  readonly #held = new Set<Held>();
  readonly #waiting = new Set<() => void>();
  #opening = 0;
  #allowed = connectionsMax;
  #contentUntilMs = 0;
  #closed = false;
  #wasReached = false;
  /** Why there is no connection, where that was tried as often as makes sense already. */
  readonly #final = new WeakSet<Error>();

  constructor(options: ImapPoolOptions) {
    this.#options = options;
    this.door = options.door;
  }

  /**
   * Runs what may be done twice: until it is done, or has failed as often as makes sense.
   *
   * @throws what the last try threw
   */
  async repeat<T>(work: (session: ImapSession) => Promise<T>, options: UseOptions = {}): Promise<T> {
    for (let failures = 1; ; failures += 1) {
      try {
        return await this.once(work, options);
      } catch (error) {
        if (!this.isPassing(error, options.signal) || failures >= triesMax) throw error;
        await this.wait(error, failures, options.signal);
      }
    }
  }

  /** Runs `work` on a connection once. Getting the connection is repaired, what happens to `work` is not. */
  async once<T>(work: (session: ImapSession) => Promise<T>, options: UseOptions = {}): Promise<T> {
    const held = await this.#take(options);
    try {
      return await work(held.session);
    } catch (error) {
      this.#hear(error);
      throw error;
    } finally {
      this.#release(held);
    }
  }

  /**
   * A connection for somebody who keeps it for a while, where there is one at once: it counts as busy until `leave` is called,
   * which ends it. Undefined where there is none to be had.
   *
   * @param options.onWanted - somebody waits until one of ours is free, and nobody else's is
   */
  async lend(
    options: UseOptions & { onWanted: () => void },
  ): Promise<{ session: ImapSession; leave: () => void } | undefined> {
    if (this.#closed || this.#options.gate.closedUntilMs > this.door.clock.now()) return undefined;
    let held = this.#idle(options.folder);
    if (!held) {
      if (!this.#mayOpen()) return undefined;
      try {
        held = await this.#open(options.signal);
      } catch (error) {
        this.#hear(error);
        if (!this.#isEnough(error)) throw error;
        return undefined;
      }
    }
    const lent = held;
    lent.onWanted = options.onWanted;
    return { session: lent.session, leave: () => void this.#end(lent) };
  }

  /** True for a failure that passes by itself, or with a new connection. */
  isPassing(error: unknown, signal?: AbortSignal): boolean {
    if (this.#closed || signal?.aborted || !isMailgrantError(error) || this.#final.has(error)) return false;
    return error.retry === 'later' && (error.retryAfterMs ?? 0) <= pauseMaxMs;
  }

  /** Says LOGOUT on every connection, busy or not. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#wake();
    await Promise.all([...this.#held].map((held) => this.#end(held)));
  }

  async #take(options: UseOptions): Promise<Held> {
    const { signal, folder } = options;
    for (let failures = 0; ; ) {
      invariant(!this.#closed, 'nothing is asked of a mailbox that is closed');
      signal?.throwIfAborted();
      await this.#pause(signal);
      const idle = this.#idle(folder);
      if (idle) return idle;
      if (!this.#mayOpen()) {
        const released = this.#released(signal);
        for (const { onWanted } of [...this.#held]) onWanted?.();
        await released;
        continue;
      }
      try {
        return await this.#open(signal);
      } catch (error) {
        this.#hear(error);
        if (this.#isEnough(error)) continue;
        failures += 1;
        if (!this.isPassing(error, signal) || failures >= triesMax) throw error;
        if (this.#isOutOfReach(error, failures)) throw error;
        await this.wait(error, failures, signal);
      }
    }
  }

  #idle(folder: string | undefined): Held | undefined {
    const idle = [...this.#held].filter(({ idle }) => idle !== undefined);
    for (const held of idle) if (!held.session.isOpen) void this.#end(held);
    const open = idle.filter(({ session }) => session.isOpen);
    const held = open.find(({ session }) => session.folder === folder) ?? open[0];
    held?.idle?.cancel();
    if (held) held.idle = undefined;
    return held;
  }

  #mayOpen(): boolean {
    if (this.door.clock.now() >= this.#contentUntilMs) this.#allowed = connectionsMax;
    const mine = this.#held.size + this.#opening;
    if (mine === 0) return true;
    // Waiting for one of ours is better than waiting for somebody else's.
    const { gate } = this.#options;
    return mine < this.#allowed && gate.taken < gate.places;
  }

  async #open(signal: AbortSignal | undefined): Promise<Held> {
    this.#opening += 1;
    try {
      const leave = await this.#options.gate.enter(signal);
      try {
        const session = await openImap({ ...this.door, signal });
        this.#wasReached = true;
        const held: Held = { session, leave, idle: undefined };
        this.#held.add(held);
        return held;
      } catch (error) {
        leave();
        throw error;
      }
    } finally {
      this.#opening -= 1;
      this.#wake();
    }
  }

  /** True where the network is what fails, and a server was never met. A name was asked for again by whoever dials. */
  #isOutOfReach(error: unknown, failures: number): boolean {
    if (this.#wasReached || !isMailgrantError(error) || !/^(?:net|tls)-/.test(error.code)) return false;
    if (error.code !== 'net-dns' && failures < firstTriesMax) return false;
    this.#final.add(error);
    return true;
  }

  /** The server gives no more than there are: no other one is asked for, for a while. */
  #isEnough(error: unknown): boolean {
    if (this.#held.size === 0 || !isMailgrantError(error) || !enough.has(error.code)) return false;
    this.#allowed = Math.max(1, this.#held.size);
    this.#contentUntilMs = this.door.clock.now() + contentMs;
    this.door.log?.info('imap.connections-enough', { open: this.#held.size, code: error.code });
    return true;
  }

  #release(held: Held): void {
    if (this.#closed || !held.session.isOpen) {
      void this.#end(held);
    } else {
      const { clock } = this.door;
      held.idle = clock.after(idleKeepMs, () => void this.#end(held), { background: true });
    }
    this.#wake();
  }

  async #end(held: Held): Promise<void> {
    if (!this.#held.delete(held)) return;
    held.idle?.cancel();
    await held.session.close();
    held.leave();
    this.#wake();
  }

  #released(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (): void => {
        signal?.removeEventListener('abort', onAbort);
        this.#waiting.delete(done);
        resolve();
      };
      const onAbort = (): void => {
        this.#waiting.delete(done);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.add(done);
    });
  }

  /** Whoever waits looks again; the first in the queue comes first. */
  #wake(): void {
    for (const go of [...this.#waiting]) go();
  }

  #hear(error: unknown): void {
    if (isMailgrantError(error) && error.code === 'mail-throttled') {
      this.#options.pause(Math.min(error.retryAfterMs ?? 0, pauseMaxMs));
    }
  }

  /** An open connection is no way round a pause that the server has asked for. */
  async #pause(signal: AbortSignal | undefined): Promise<void> {
    const { clock } = this.door;
    const waitMs = this.#options.gate.closedUntilMs - clock.now();
    if (waitMs > 0) await sleep(clock, waitMs, signal);
  }

  /** Between one try and the next. */
  async wait(error: unknown, failures: number, signal: AbortSignal | undefined): Promise<void> {
    const { clock, log } = this.door;
    const { code, retryAfterMs } = isMailgrantError(error) ? error : {};
    log?.info('imap.again', { code, failures });
    // A session that was cut is begun anew at once: "AccessTokenExpired" is nothing to wait for.
    if (failures === 1 && code === 'mail-connection-lost') return;
    // The gate is closed for as long as the server has asked for.
    if (code === 'mail-throttled' && retryAfterMs !== undefined) return;
    await sleep(
      clock,
      backoffMs(failures, { ...pauses, random: this.#options.random ?? Math.random }),
      signal,
    );
  }
}
