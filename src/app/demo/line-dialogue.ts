// A connection on which lines are typed by hand, as with `openssl s_client`. For the replay: what a server answers has
// to be seen word for word, before any client of ours has had a thought about it.

import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, rootCertificates } from 'node:tls';
import type { MailServer } from '../../identity/provider.ts';
import { ByteQueue, withoutLineEnd } from '../../wire/byte-queue.ts';

const lineBytesMax = 16 * 1024;
/** A server that talks and talks without the line that is waited for. */
const linesMax = 200;

export class LineDialogue {
  #socket: Socket;
  readonly #ca: string;
  readonly #host: string;
  #queue = new ByteQueue();
  #over: Error | undefined;
  #wake = (): void => {};

  private constructor(socket: Socket, options: { ca: string; host: string }) {
    this.#socket = socket;
    this.#ca = options.ca;
    this.#host = options.host;
    this.#listen();
  }

  /** `signal` ends the dialogue, whatever it waits for. */
  static async open(server: MailServer, ca: string, signal: AbortSignal): Promise<LineDialogue> {
    const { host, port, security } = server;
    const tls = security === 'tls';
    const socket = tls
      ? connectTls({ host, port, ca: [...rootCertificates, ca] })
      : connectTcp({ host, port });
    signal.addEventListener('abort', () => socket.destroy(signal.reason as Error), { once: true });
    await once(socket, tls ? 'secureConnect' : 'connect', { signal });
    return new LineDialogue(socket, { ca, host });
  }

  send(line: string): void {
    this.#socket.write(`${line}\r\n`);
  }

  /** Reads lines up to the first that `isWanted`, and gives that one. */
  async until(isWanted: (line: string) => boolean): Promise<string> {
    for (let count = 0; count < linesMax; count += 1) {
      const line = await this.#line();
      if (isWanted(line)) return line;
    }
    throw new Error(`more than ${linesMax} lines without the one that was waited for`);
  }

  async startTls(): Promise<void> {
    this.#socket.removeAllListeners('data');
    this.#queue = new ByteQueue();
    const socket = connectTls({
      socket: this.#socket,
      host: this.#host,
      ca: [...rootCertificates, this.#ca],
    });
    await once(socket, 'secureConnect');
    this.#socket = socket;
    this.#listen();
  }

  close(): void {
    this.#socket.destroy();
  }

  #listen(): void {
    const end = (error: Error): void => {
      this.#over ??= error;
      this.#wake();
    };
    this.#socket.setNoDelay(true);
    this.#socket.on('data', (chunk) => {
      this.#queue.push(chunk);
      this.#wake();
    });
    this.#socket.on('error', end);
    this.#socket.on('close', () => end(new Error('the server closed the connection')));
  }

  async #line(): Promise<string> {
    for (;;) {
      const line = this.#queue.takeLine(lineBytesMax);
      if (line === 'too-long') throw new Error(`a line of more than ${lineBytesMax} bytes`);
      if (line) return withoutLineEnd(line).toString('latin1');
      if (this.#over) throw this.#over;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
