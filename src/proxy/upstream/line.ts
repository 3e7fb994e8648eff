// The line to a server while we sign in: lines read with limits, lines written, made secure half-way, and handed over with
// whatever came too early. Knows no protocol.

import type { Socket } from 'node:net';
import { fail } from '../../errors/error.ts';
import { networkError } from '../../mail/dial-errors.ts';
import { inTime } from '../../mail/door.ts';
import { ByteQueue, withoutLineEnd } from '../../wire/byte-queue.ts';
import type { UpstreamGreeting } from '../front/front.ts';
import type { Upstream, UpstreamRequest, UpstreamTools } from './upstream.ts';

/** Failed sign-ins are answered slowly (9 s reported), and a few round trips come before. */
const signInLimitMs = 60_000;
/** RFC 9051 has 8192 for IMAP; Exchange's diagnoses in SMTP are longer than RFC 5321's 512. */
const lineBytesMax = 16 * 1024;
/** Nobody has more to say before the sign-in, and little behind it. */
const waitingBytesMax = 256 * 1024;
const linesMax = 500;

/** Dials, and runs `work` on the line under one time limit. The line is gone where it fails. */
export async function signInOn(
  request: UpstreamRequest,
  { dialer, clock }: UpstreamTools,
  work: (line: UpstreamLine) => Promise<UpstreamGreeting & { readonly before?: Buffer | undefined }>,
): Promise<Upstream> {
  const { server, signal } = request;
  const socket = await dialer.dial(server, { tls: server.security === 'tls', signal });
  const line = new UpstreamLine(socket, request);
  try {
    const options = { doing: 'the sign-in', limitMs: signInLimitMs, signal };
    const { capabilities, text, before } = await inTime({ server, clock }, options, (signal) => {
      line.signal = signal;
      return work(line);
    });
    const { socket, rest } = line.handOver();
    return { capabilities, text, socket, rest: before ? Buffer.concat([before, rest]) : rest };
  } catch (error) {
    line.close();
    throw error;
  }
}

export class UpstreamLine {
  readonly #request: UpstreamRequest;
  readonly #queue = new ByteQueue();
  #socket: Socket;
  #ended: Error | undefined;
  #lines = 0;
  #wake: (() => void) | undefined;
  /** Ends what the line does beside reading: a handshake. */
  signal: AbortSignal | undefined;

  constructor(socket: Socket, request: UpstreamRequest) {
    this.#request = request;
    this.#socket = socket;
    this.#listen();
  }

  say(text: string): void {
    this.#socket.write(text);
  }

  /**
   * The next line without its end.
   *
   * @throws `mail-connection-lost`, `net-...`, `mail-limit-exceeded`
   */
  async line(): Promise<Buffer> {
    this.#lines += 1;
    if (this.#lines > linesMax) throw this.#tooMuch('what is said before the sign-in', linesMax);
    for (;;) {
      const line = this.#queue.takeLine(lineBytesMax);
      if (line === 'too-long') throw this.#tooMuch('a line', lineBytesMax);
      if (line) return withoutLineEnd(line);
      await this.#more();
    }
  }

  /** Exactly so many bytes: an IMAP literal. @throws as `line` */
  async bytes(size: number): Promise<Buffer> {
    if (size > waitingBytesMax) throw this.#tooMuch('a literal', waitingBytesMax);
    for (;;) {
      const bytes = this.#queue.take(size);
      if (bytes) return bytes;
      await this.#more();
    }
  }

  /** What came in clear text is forgotten: nobody vouches for it (RFC 3207 section 4.2, RFC 2595 section 2). */
  async secure({ dialer }: UpstreamTools): Promise<void> {
    this.#unlisten();
    this.#queue.takeAll();
    this.#socket = await dialer.secure(this.#socket, this.#request.server, this.signal);
    this.#listen();
  }

  handOver(): Pick<Upstream, 'socket' | 'rest'> {
    if (this.#ended) throw this.#ended;
    this.#unlisten();
    // Where TLS has not brought a session yet, the Dialer has one listener left.
    this.#socket.removeAllListeners('session');
    // Where the server closes first, Node.js would answer by a goodbye of TLS that nobody hears any more. Whoever takes the
    // socket ends it.
    this.#socket.allowHalfOpen = true;
    return { socket: this.#socket, rest: this.#queue.takeAll() };
  }

  close(): void {
    this.#end(this.lost('given up by us'));
    this.#socket.destroy();
  }

  lost(answer: string): Error {
    const { host } = this.#request.server;
    return fail('mail-connection-lost', { host, doing: 'the sign-in', answer });
  }

  #more(): Promise<void> {
    if (this.#ended) throw this.#ended;
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  readonly #onData = (chunk: Buffer): void => {
    this.#queue.push(chunk);
    if (this.#queue.length > waitingBytesMax) {
      this.#end(this.#tooMuch('what is said before the sign-in', waitingBytesMax));
      this.#socket.destroy();
    }
    this.#wake?.();
  };

  readonly #onError = (error: Error): void => {
    this.#end(networkError(error, this.#request.server) ?? this.lost(error.message));
  };

  readonly #onEnd = (): void => this.#end(this.lost('closed by the server'));

  readonly #onClose = (): void => this.#end(this.lost('without a word'));

  #listen(): void {
    this.#socket.on('data', this.#onData);
    this.#socket.on('error', this.#onError);
    this.#socket.on('end', this.#onEnd);
    this.#socket.on('close', this.#onClose);
    this.#socket.resume();
  }

  #unlisten(): void {
    this.#socket.pause();
    this.#socket.off('data', this.#onData);
    this.#socket.off('error', this.#onError);
    this.#socket.off('end', this.#onEnd);
    this.#socket.off('close', this.#onClose);
  }

  #end(error: Error): void {
    this.#ended ??= error;
    this.#wake?.();
  }

  #tooMuch(what: string, bytesMax: number): Error {
    return fail('mail-limit-exceeded', { host: this.#request.server.host, what, bytesMax });
  }
}
