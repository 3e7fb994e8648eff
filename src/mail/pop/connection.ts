// The line of a POP3 dialogue (RFC 1939 section 3): commands one after the other, each with its answer, over TCP or
// TLS. Knows how answers are framed and what their size may be, nothing of what they mean.

import type { Socket } from 'node:net';
import { fail } from '../../errors/error.ts';
import { ByteQueue, withoutLineEnd } from '../../wire/byte-queue.ts';
import { DotReader } from '../../wire/dot-lines.ts';
import { type PopReply, parsePopReply } from '../../wire/pop/command.ts';
import { networkError } from '../dial-errors.ts';
import { type Door, inTime, type Listener } from '../door.ts';
import { openLine } from '../line.ts';

/** RFC 2449 section 4 allows 512 bytes; Exchange's greeting with its base64 name is longer than many expect. */
const lineBytesMax = 4096;
const answerLimitMs = 60_000;
/** What has come and is not read yet. */
const waitingBytesMax = 256 * 1024;

export class PopConnection {
  readonly #door: Door;
  #socket: Socket;
  #queue = new ByteQueue();
  #ended: Error | undefined;
  #ready = (): void => {};
  readonly #listener: Listener | undefined;

  constructor(door: Door, socket: Socket) {
    this.#door = door;
    this.#listener = door.overhear?.('pop', door.server);
    this.#socket = socket;
    this.#listen(socket);
  }

  /** Sends one line and reads the status line that answers it. @throws `mail-timeout`, `mail-connection-lost` */
  async command(line: string, doing: string, signal?: AbortSignal): Promise<PopReply> {
    this.send(line);
    return this.answer(doing, signal);
  }

  /** Sends one line; whoever asked reads the answer. */
  send(line: string): void {
    this.#listener?.client(Buffer.from(`${line}\r\n`));
    this.#socket.write(`${line}\r\n`);
  }

  /** The next reply: `+OK`, `-ERR`, or the `+` of a dialogue that goes on. */
  async answer(doing: string, signal?: AbortSignal): Promise<PopReply> {
    const line = await this.#line(doing, signal);
    const reply = parsePopReply(line);
    if (!reply) {
      this.close();
      const answer = JSON.stringify(line.toString('latin1'));
      throw fail('mail-answer-not-understood', { host: this.#host, doing, answer });
    }
    return reply;
  }

  /** What follows a `+OK` of several lines, up to the lone dot. @throws `mail-limit-exceeded` */
  async dotted(what: string, bytesMax: number, signal?: AbortSignal): Promise<Buffer> {
    const kept: Buffer[] = [];
    let bytes = 0;
    for await (const piece of this.pieces(what, signal)) {
      bytes += piece.length;
      if (bytes > bytesMax) throw fail('mail-limit-exceeded', { host: this.#host, what, bytesMax });
      kept.push(piece);
    }
    return Buffer.concat(kept);
  }

  /**
   * The same as it comes, dots unstuffed. Whoever stops before the end ends the connection: what is on its way would be
   * taken for the next answer.
   */
  async *pieces(what: string, signal?: AbortSignal): AsyncGenerator<Buffer, void> {
    const reader = new DotReader(Number.POSITIVE_INFINITY);
    let complete = false;
    try {
      while (!complete) {
        complete = await this.#read(what, signal, () => {
          if (this.#queue.length === 0) return undefined;
          const chunk = this.#queue.takeAll();
          const used = reader.push(chunk);
          if (used !== undefined) this.#queue.push(chunk.subarray(used));
          return used !== undefined;
        });
        yield* reader.take();
      }
    } finally {
      if (!complete) this.close();
    }
  }

  /** From clear text to TLS (RFC 2595 section 4). What came before the handshake is dropped: nobody vouches for it. */
  async upgrade(signal?: AbortSignal): Promise<void> {
    this.#socket.removeAllListeners();
    this.#queue = new ByteQueue();
    const { dialer, server } = this.#door;
    const socket = await dialer.secure(this.#socket, server, signal);
    this.#socket = socket;
    this.#listener?.secured();
    this.#listen(socket);
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Nothing can be asked any more. */
  get ended(): boolean {
    return this.#ended !== undefined || this.#socket.destroyed;
  }

  get #host(): string {
    return this.#door.server.host;
  }

  #listen(socket: Socket): void {
    const { host, port } = this.#door.server;
    // Short lines back and forth: waiting to fill a packet would cost 40 ms each.
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      this.#listener?.server(chunk);
      this.#queue.push(chunk);
      // A message that is read slowly waits in the network, not here.
      if (this.#queue.length > waitingBytesMax) socket.pause();
      this.#ready();
    });
    socket.on('error', (error) => {
      this.#ended = networkError(error, { host, port }) ?? error;
      this.#ready();
    });
    socket.on('close', () => {
      this.#ended ??= fail('mail-connection-lost', { host, doing: 'the session', answer: 'without a word' });
      this.#ready();
    });
    socket.resume();
  }

  #line(doing: string, signal?: AbortSignal): Promise<Buffer> {
    return this.#read(doing, signal, () => {
      const line = this.#queue.takeLine(lineBytesMax);
      if (line === 'too-long') {
        throw fail('mail-limit-exceeded', { host: this.#host, what: 'a line', bytesMax: lineBytesMax });
      }
      return line && withoutLineEnd(line);
    });
  }

  /** Calls `take` whenever something has come, until it has what it wants. A wait that fails ends the connection. */
  async #read<T>(doing: string, signal: AbortSignal | undefined, take: () => T | undefined): Promise<T> {
    try {
      const ready = this.#take(take);
      if (ready !== undefined) return ready;
      return await inTime(this.#door, { doing, limitMs: answerLimitMs, signal }, async (signal) => {
        signal.addEventListener('abort', () => this.#ready(), { once: true });
        for (;;) {
          const taken = this.#take(take);
          if (taken !== undefined) return taken;
          if (this.#ended) throw this.#ended;
          signal.throwIfAborted();
          await new Promise<void>((resolve) => {
            this.#ready = resolve;
          });
        }
      });
    } catch (error) {
      this.close();
      throw error;
    }
  }

  #take<T>(take: () => T | undefined): T | undefined {
    const taken = take();
    if (this.#queue.length <= waitingBytesMax && this.#socket.isPaused()) this.#socket.resume();
    return taken;
  }
}

/** @throws `net-...`, `tls-...` */
export async function dialPop(door: Door): Promise<PopConnection> {
  return new PopConnection(door, await openLine(door, { signal: door.signal }));
}
