// One client connection as a straight conversation: read what came, write what goes, change to TLS in between. Ends
// itself after a silence. Knows no protocol.

import type { Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Clock, Timer } from '../base/clock.ts';
import { invariant } from '../base/invariant.ts';

/** What a client may leave unread before the server stops working for it. */
const unsentBytesMax = 1 << 20;

export interface ConnectionOptions {
  readonly clock: Clock;
  readonly tls: { readonly key: string; readonly cert: string };
  /** Said when nothing has been read for `silenceMs`; the connection ends afterwards. */
  readonly farewell: string;
}

export class Connection {
  /** How long a client may say nothing; sessions change it as they go on. */
  silenceMs = 60_000;
  readonly #options: ConnectionOptions;
  #socket: Socket;
  #secure: boolean;
  #arrived: Buffer[] = [];
  #ended = false;
  #wake: (() => void) | undefined;
  #timer: Timer | undefined;

  constructor(socket: Socket, options: ConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#secure = socket instanceof TLSSocket;
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
    return this.#arrived.shift();
  }

  /** Resolves when the client has taken enough of it for more to be sent. */
  async write(bytes: Buffer | string): Promise<void> {
    if (this.#ended) return;
    this.#socket.write(bytes);
    if (this.#socket.writableLength <= unsentBytesMax) return;
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
    if (text !== '') this.#socket.write(text);
    this.end();
  }

  /** Sends what is written, then closes; what arrives from now on is ignored. */
  end(): void {
    if (this.#ended) return;
    this.#socket.end();
    this.#finish();
    // A client that keeps its half open must not keep ours.
    this.#options.clock.after(1000, () => this.#socket.destroy(), { background: true });
  }

  /**
   * Shakes hands over the same connection. What the client had sent before it is forgotten: in clear text anybody
   * could have put it there (RFC 3207 section 4.2). False when the handshake failed.
   */
  async startTls(): Promise<boolean> {
    this.#socket.removeAllListeners('data');
    this.#socket.removeAllListeners('close');
    this.#socket.removeAllListeners('end');
    this.#arrived = [];
    const secure = new TLSSocket(this.#socket, {
      isServer: true,
      secureContext: createSecureContext({ ...this.#options.tls, minVersion: 'TLSv1.2' }),
    });
    const done = await new Promise<boolean>((resolve) => {
      secure.once('secure', () => resolve(true));
      secure.once('error', () => resolve(false));
      secure.once('close', () => resolve(false));
    });
    this.#socket = secure;
    this.#secure = done;
    this.#attach(secure);
    if (!done) this.#finish();
    return done;
  }

  #attach(socket: Socket): void {
    socket.pause();
    socket.on('data', (chunk: Buffer) => {
      this.#arrived.push(chunk);
      socket.pause();
      this.#stir();
    });
    // A reset or a broken TLS record is the end of this conversation and of nothing else.
    socket.on('error', () => this.#finish());
    socket.on('end', () => this.#finish());
    socket.on('close', () => this.#finish());
  }

  #finish(): void {
    this.#ended = true;
    this.#stir();
  }

  #stir(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}
