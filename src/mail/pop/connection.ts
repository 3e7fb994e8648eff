// The line of a POP3 dialogue (RFC 1939 section 3): commands one after the other, each with its answer, over TCP or
// TLS. Knows how answers are framed and what their size may be, nothing of what they mean.

import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { fail } from '../../errors/error.ts';
import { ByteQueue, withoutLineEnd } from '../../wire/byte-queue.ts';
import { DotReader } from '../../wire/dot-lines.ts';
import { type PopReply, parsePopReply } from '../../wire/pop/command.ts';
import { networkError, trusted } from '../dial-errors.ts';
import { type Door, inTime, type Listener } from '../door.ts';

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
    const socket = connectTls({ socket: this.#socket, ...tlsOptions(this.#door) });
    this.#socket = socket;
    await connected(socket, 'secureConnect', this.#door, signal);
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

const dialLimitMs = 30_000;

/** @throws `net-...`, `tls-...`, `mail-timeout` */
export async function dialPop(door: Door): Promise<PopConnection> {
  const { host, port, security } = door.server;
  const socket =
    security === 'tls' ? connectTls({ host, port, ...tlsOptions(door) }) : connectTcp({ host, port });
  await connected(socket, security === 'tls' ? 'secureConnect' : 'connect', door, door.signal);
  return new PopConnection(door, socket);
}

function tlsOptions(door: Door): ReturnType<typeof trusted> & { servername?: string } {
  const { host } = door.server;
  // SNI carries names only (RFC 6066 section 3); without it Node checks the certificate against the address.
  return { ...trusted(door.ca), ...(isIP(host) ? { host } : { servername: host }) };
}

async function connected(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  door: Door,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { host, port } = door.server;
  const doing = 'the connection';
  try {
    await inTime(door, { doing, limitMs: dialLimitMs, signal }, () => {
      return new Promise<void>((resolve, reject) => {
        socket.once('error', reject);
        socket.once('close', () => reject(new Error('closed before secure TLS connection was established')));
        socket.once(event, () => resolve());
      });
    });
    socket.removeAllListeners('error');
    socket.removeAllListeners('close');
  } catch (error) {
    // A late failure of a socket that is given up is nobody's news.
    socket.on('error', () => {});
    socket.destroy();
    throw networkError(error, { host, port }) ?? error;
  }
}
