// A connection on which lines are typed by hand, as with `openssl s_client`. For the replay: what a server answers has
// to be seen word for word, before any client of ours has had a thought about it. The line is dialled as every other.

import type { Socket } from 'node:net';
import type { MailServer } from '../../identity/provider.ts';
import type { Dialer } from '../../net/dial.ts';
import { ByteQueue, withoutLineEnd } from '../../wire/byte-queue.ts';

const lineBytesMax = 16 * 1024;
/** A server that talks and talks without the line that is waited for. */
const linesMax = 200;

export class LineDialogue {
  #socket: Socket;
  readonly #dialer: Dialer;
  readonly #server: MailServer;
  #queue = new ByteQueue();
  #over: Error | undefined;
  #wake = (): void => {};

  private constructor(socket: Socket, options: { dialer: Dialer; server: MailServer }) {
    this.#socket = socket;
    this.#dialer = options.dialer;
    this.#server = options.server;
    this.#listen();
  }

  /** `signal` ends the dialogue, whatever it waits for. */
  static async open(server: MailServer, dialer: Dialer, signal: AbortSignal): Promise<LineDialogue> {
    const socket = await dialer.dial(server, { tls: server.security === 'tls', signal });
    const dialogue = new LineDialogue(socket, { dialer, server });
    signal.addEventListener('abort', () => dialogue.#socket.destroy(signal.reason as Error), { once: true });
    return dialogue;
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
    this.#socket.pause();
    this.#queue = new ByteQueue();
    this.#socket = await this.#dialer.secure(this.#socket, this.#server);
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
    this.#socket.on('data', (chunk) => {
      this.#queue.push(chunk);
      this.#wake();
    });
    this.#socket.on('error', end);
    this.#socket.on('close', () => end(new Error('the server closed the connection')));
    // A line is paused until somebody reads.
    this.#socket.resume();
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
