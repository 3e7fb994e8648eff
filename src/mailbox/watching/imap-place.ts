// The IMAP connections of a watch, within what the server allows of the mailbox: as many folders as possible have one of
// their own, where IDLE tells at once; the others take turns on one more. Commands always find a place beside them.

import type { Clock } from '../../base/clock.ts';
import { Gate } from '../../base/gate.ts';
import type { ImapSession } from '../../mail/imap/session.ts';

/** Where one folder is looked at from. */
export interface ImapPlace {
  /** The door's handle. */
  readonly folder: string;
  readonly clock: Clock;
  /** True where others look from there too. */
  readonly isShared: boolean;
  /** A session that is nobody else's until `leave`. */
  session(signal: AbortSignal): Promise<ImapSession>;
  /** Done for now. */
  leave(): Promise<void>;
  /** The connection may be broken: the next session is a new one. */
  discard(): Promise<void>;
  close(): Promise<void>;
}

export interface PlaceOptions {
  readonly gate: Gate;
  readonly clock: Clock;
  readonly open: (signal: AbortSignal) => Promise<ImapSession>;
}

/** Half of what is allowed, and at least one. */
export function imapPlaces(folders: readonly string[], options: PlaceOptions): ImapPlace[] {
  const connections = Math.max(1, Math.floor(options.gate.places / 2));
  if (folders.length <= connections) return folders.map((folder) => new OwnPlace(folder, options));
  const shared = new SharedConnection(options);
  return folders.map((folder, at) =>
    at < connections - 1 ? new OwnPlace(folder, options) : new SharedPlace(folder, shared, options.clock),
  );
}

/** A connection, opened when it is first wanted, that counts against the limit as long as it is open. */
class Connection {
  readonly #options: PlaceOptions;
  #open: { readonly session: ImapSession; readonly leave: () => void } | undefined;

  constructor(options: PlaceOptions) {
    this.#options = options;
  }

  async session(signal: AbortSignal): Promise<ImapSession> {
    if (this.#open?.session.isOpen) return this.#open.session;
    await this.discard();
    const { gate, open } = this.#options;
    const leave = await gate.enter(signal);
    try {
      const session = await open(signal);
      this.#open = { session, leave };
      return session;
    } catch (error) {
      leave();
      throw error;
    }
  }

  async discard(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    try {
      await open?.session.close();
    } finally {
      open?.leave();
    }
  }
}

class OwnPlace implements ImapPlace {
  readonly folder: string;
  readonly clock: Clock;
  readonly isShared = false;
  readonly #connection: Connection;

  constructor(folder: string, options: PlaceOptions) {
    this.folder = folder;
    this.clock = options.clock;
    this.#connection = new Connection(options);
  }

  session(signal: AbortSignal): Promise<ImapSession> {
    return this.#connection.session(signal);
  }

  leave(): Promise<void> {
    return Promise.resolve();
  }

  discard(): Promise<void> {
    return this.#connection.discard();
  }

  close(): Promise<void> {
    return this.#connection.discard();
  }
}

class SharedConnection {
  readonly connection: Connection;
  readonly turns: Gate;

  constructor(options: PlaceOptions) {
    this.connection = new Connection(options);
    this.turns = new Gate(options.clock, 1);
  }
}

class SharedPlace implements ImapPlace {
  readonly folder: string;
  readonly clock: Clock;
  readonly isShared = true;
  readonly #shared: SharedConnection;
  #endTurn: (() => void) | undefined;

  constructor(folder: string, shared: SharedConnection, clock: Clock) {
    this.folder = folder;
    this.clock = clock;
    this.#shared = shared;
  }

  async session(signal: AbortSignal): Promise<ImapSession> {
    this.#endTurn ??= await this.#shared.turns.enter(signal);
    return this.#shared.connection.session(signal);
  }

  leave(): Promise<void> {
    this.#endTurn?.();
    this.#endTurn = undefined;
    return Promise.resolve();
  }

  async discard(): Promise<void> {
    // Only whose turn it is has seen the connection break.
    if (this.#endTurn) await this.#shared.connection.discard();
    await this.leave();
  }

  async close(): Promise<void> {
    // All of them are closed together; the first ends the connection, and nobody opens it again.
    await this.#shared.connection.discard();
    await this.leave();
  }
}
