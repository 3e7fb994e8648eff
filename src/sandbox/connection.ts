// One client connection as a straight conversation: read what came, write what goes, change to TLS in between. Ends
// itself after a silence. Whoever watches is told every byte in its order, and may let a fault strike. Knows no protocol.

import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Clock, Timer } from '../base/clock.ts';
import { invariant } from '../base/invariant.ts';
import { shakeHands } from '../net/handshake.ts';
import type { TlsIdentity } from '../net/listen.ts';
import type { Stroke } from './faults/plan.ts';

/** What a client may leave unread before the server stops working for it. */
const unsentBytesMax = 1 << 20;

/** Sees what is said. Bytes are those inside TLS. */
export interface ConnectionWatch {
  /** What the client sent, before the session reads it: the fault that strikes now, if any. */
  client(bytes: Buffer): Stroke | undefined;
  server(bytes: Buffer): void;
  secured(): void;
  /** Once. */
  ended(by: 'client' | 'server'): void;
}

export interface ConnectionOptions {
  readonly clock: Clock;
  /** Asked at each handshake. */
  readonly identity: () => TlsIdentity | Promise<TlsIdentity>;
  /** Said when nothing has been read for `silenceMs`; the connection ends afterwards. */
  readonly farewell: string;
  readonly watch?: ConnectionWatch;
  /** Where the sandbox is kept on disk: no answer leaves before what it speaks of is there. */
  readonly commits?: { settled(): Promise<void> | undefined; settleNow(): void } | undefined;
}

export class Connection {
  /** How long a client may say nothing; sessions change it as they go on. */
  silenceMs = 60_000;
  readonly #options: ConnectionOptions;
  readonly #raw: Socket;
  #socket: Socket | TLSSocket;
  #secure = false;
  #arrived: Buffer[] = [];
  #ended = false;
  /** How many bytes may still be sent before a fault cuts the connection. */
  #sendable = Number.POSITIVE_INFINITY;
  /** Nobody will read again: what still arrives is dropped. */
  #deaf = false;
  #wake: (() => void) | undefined;
  #timer: Timer | undefined;

  constructor(socket: Socket, options: ConnectionOptions) {
    this.#raw = socket;
    this.#socket = socket;
    this.#options = options;
    this.#attach(socket);
  }

  get secure(): boolean {
    return this.#secure;
  }

  get ended(): boolean {
    return this.#ended;
  }

  get clientAddress(): string {
    return this.#socket.remoteAddress ?? '127.0.0.1';
  }

  /** The next bytes, or undefined when there will be none. One reader at a time. */
  async read(): Promise<Buffer | undefined> {
    invariant(!this.#wake, 'one reader at a time');
    if (this.#arrived.length === 0 && !this.#ended) {
      this.#timer = this.#options.clock.after(this.silenceMs, () => this.writeLast(this.#options.farewell), {
        background: true,
      });
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        this.#socket.resume();
      });
      this.#timer.cancel();
    }
    const chunk = this.#arrived.shift();
    const stroke = chunk && this.#options.watch?.client(chunk);
    if (stroke) await this.suffer(stroke);
    return this.#ended && stroke ? undefined : chunk;
  }

  /** Resolves when the client has taken enough of it for more to be sent. */
  async write(bytes: Buffer | string): Promise<void> {
    const settled = this.#options.commits?.settled();
    if (settled) await settled;
    if (this.#ended) return;
    this.#send(bytes);
    if (this.#ended || this.#socket.writableLength <= unsentBytesMax) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#socket.off('drain', done);
        this.#socket.off('close', done);
        resolve();
      };
      this.#socket.on('drain', done);
      this.#socket.on('close', done);
    });
  }

  /** The last words of the server: sent, then the connection ends. */
  writeLast(text: string): void {
    if (this.#ended) return;
    this.#options.commits?.settleNow();
    if (text !== '') this.#send(text);
    this.end();
  }

  /** Sends what is written, then closes; what arrives from now on is ignored. */
  end(): void {
    if (this.#ended) return;
    this.#socket.end();
    this.#finish('server');
    // A client that keeps its half open must not keep ours.
    this.#options.clock.after(1000, () => this.#socket.destroy(), { background: true });
  }

  /**
   * Shakes hands over the same connection. What the client had sent before it is forgotten: in clear text anybody
   * could have put it there (RFC 3207 section 4.2). False when the handshake failed.
   */
  async startTls(): Promise<boolean> {
    this.#detach();
    this.#arrived = [];
    try {
      const secure = await shakeHands(this.#raw, await this.#options.identity());
      this.#socket = secure;
      this.#secure = true;
      this.#attach(secure);
      this.#options.watch?.secured();
      return true;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.#finish('client');
      return false;
    }
  }

  /** A fault, before anything else happens on this connection. */
  async suffer({ kind, delayMs = 0, bytes = 0 }: Stroke): Promise<void> {
    switch (kind) {
      case 'delay':
        return this.#untilGone(delayMs);
      case 'hang':
        this.#deaf = true;
        // A socket that nobody reads does not tell that the other side has closed.
        this.#socket.resume();
        await this.#untilGone(undefined);
        return this.#finish('client');
      case 'cut':
        this.#sendable = bytes;
        return;
      case 'drop':
        return this.end();
      case 'reset':
        this.#finish('server');
        this.#raw.resetAndDestroy();
        return;
    }
  }

  /** Until the client is gone, or `ms` have passed. */
  async #untilGone(ms: number | undefined): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer =
        ms === undefined ? undefined : this.#options.clock.after(ms, () => done(), { background: true });
      const done = (): void => {
        timer?.cancel();
        this.#socket.off('close', done);
        resolve();
      };
      this.#socket.on('close', done);
      if (this.#ended) done();
    });
  }

  #send(bytes: Buffer | string): void {
    const all = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
    const sent = all.length <= this.#sendable ? all : all.subarray(0, this.#sendable);
    this.#sendable -= sent.length;
    this.#options.watch?.server(sent);
    if (sent.length === all.length) {
      this.#socket.write(sent);
      return;
    }
    this.#socket.write(sent, () => this.#raw.destroy());
    this.#finish('server');
  }

  readonly #onData = (chunk: Buffer): void => {
    if (this.#deaf) return;
    this.#arrived.push(chunk);
    this.#socket.pause();
    this.#stir();
  };

  readonly #onEnd = (): void => this.#finish('client');

  #attach(socket: Socket): void {
    socket.pause();
    socket.on('data', this.#onData);
    // A reset or a broken TLS record is the end of this conversation and of nothing else.
    socket.on('error', this.#onEnd);
    socket.on('end', this.#onEnd);
    socket.on('close', this.#onEnd);
  }

  /** The raw socket is TLS's from now on; only its errors are still ours not to fall over. */
  #detach(): void {
    this.#socket.off('data', this.#onData);
    this.#socket.off('end', this.#onEnd);
    this.#socket.off('close', this.#onEnd);
  }

  #finish(by: 'client' | 'server'): void {
    if (!this.#ended) this.#options.watch?.ended(by);
    this.#ended = true;
    this.#stir();
  }

  #stir(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}
