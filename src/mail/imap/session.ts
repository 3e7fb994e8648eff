// One signed-in IMAP connection. Opened by open.ts, spent by the commands beside it, closed by whoever opened it. Wraps
// imapflow: what that library throws is named here, once.

import type { Socket } from 'node:net';
import type { ImapFlow } from 'imapflow';
import { type Door, inTime, knownAt } from '../door.ts';
import { imapError } from './refusals.ts';
import type { SocketReads } from './socket-reads.ts';

/** Long enough for a large message over a slow line; a dead line is noticed by the socket's own limit before. */
export const commandLimitMs = 60_000;
const logoutLimitMs = 5_000;

/** Filled in when the server asks to be left alone; the connection is closed then. */
export interface Throttle {
  waitMs: number | undefined;
}

/** A connection that the library has given away, and what it reads. */
export interface TakenOver {
  readonly socket: Socket;
  readonly reads: SocketReads;
}

export class ImapSession {
  /** The mailbox that was opened: what stood beside the token. */
  readonly mailbox: string;
  readonly door: Door;
  /** What the names of the mailbox's own folders begin with: 'INBOX.' at some servers, as a rule nothing. */
  readonly prefix: string;
  readonly #client: ImapFlow;
  readonly #throttle: Throttle;
  readonly #reads: SocketReads;

  constructor(parts: {
    client: ImapFlow;
    door: Door;
    mailbox: string;
    throttle: Throttle;
    reads: SocketReads;
  }) {
    this.#reads = parts.reads;
    this.#throttle = parts.throttle;
    this.#client = parts.client;
    this.door = parts.door;
    this.mailbox = parts.mailbox;
    const { namespace } = parts.client;
    this.prefix = namespace?.prefix ?? '';
    // The library would put it before every name that lacks it, and so miss folders of others. Names are whole here.
    if (namespace) parts.client.namespace = { ...namespace, prefix: '' };
  }

  /** The folder that is selected; undefined where none is. */
  get folder(): string | undefined {
    const { mailbox } = this.#client;
    return mailbox ? mailbox.path : undefined;
  }

  /** True until the connection has ended, from whichever side. */
  get isOpen(): boolean {
    return this.#client.usable;
  }

  /**
   * Runs one exchange with the server. After a time limit or an abort the connection is closed: nobody knows which
   * answer would come next.
   *
   * @throws `mail-timeout`, `mail-connection-lost`, `mail-refused`, `mail-not-connected`, `mail-throttled` and others
   */
  async run<T>(
    doing: string,
    work: (client: ImapFlow) => Promise<T>,
    options: { signal?: AbortSignal | undefined; limitMs?: number } = {},
  ): Promise<T> {
    const client = this.#client;
    const limitMs = options.limitMs ?? commandLimitMs;
    try {
      return await inTime(this.door, { doing, limitMs, signal: options.signal }, async (signal) => {
        const onAbort = (): void => client.close();
        signal.addEventListener('abort', onAbort, { once: true });
        try {
          return await work(client);
        } finally {
          signal.removeEventListener('abort', onAbort);
        }
      });
    } catch (error) {
      throw this.named(error, doing);
    }
  }

  /**
   * The connection, past the library, for whoever speaks to the server directly from here on; the session is over then.
   * Undefined where the library stands in between, because what is on the wire is compressed.
   */
  takeOver(): TakenOver | undefined {
    const client = this.#client;
    if (!client.usable || client.capabilities.has('COMPRESS=DEFLATE')) return undefined;
    // Under Node.js the library's socket is Node's.
    const socket = client.unbind().readSocket as Socket;
    return { socket, reads: this.#reads };
  }

  /** The error as it is told to people. */
  named(error: unknown, doing: string): unknown {
    const { door, mailbox } = this;
    const { host, port } = door.server;
    const bye = this.#client.byeReason;
    const { waitMs } = this.#throttle;
    const situation = { host, port, account: door.account, mailbox, doing, bye, waitMs };
    return knownAt(imapError(error, situation) ?? error, door, 'imap');
  }

  /** Says LOGOUT, and hangs up where nobody answers it. */
  async close(): Promise<void> {
    if (!this.#client.usable) return this.#client.close();
    try {
      await this.run('LOGOUT', (client) => client.logout(), { limitMs: logoutLimitMs });
    } catch (error) {
      // The goodbye of a connection that is thrown away: worth a line, not a failure.
      this.door.log?.debug('imap.logout-failed', { error });
      this.#client.close();
    }
  }
}
