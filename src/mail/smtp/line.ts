// The line of a submission dialogue after the sign-in: replies read with limits, bytes written with what came of them.
// The socket comes from nodemailer, which has signed in on it; from here on nobody else listens to it.

import type { Socket } from 'node:net';
import { fail } from '../../errors/error.ts';
import { ByteQueue, withoutLineEnd } from '../../wire/byte-queue.ts';
import { parseSmtpReplyLine, type SmtpReplyLine } from '../../wire/smtp/reply.ts';
import { networkError } from '../dial-errors.ts';
import { type Door, inTime, type Listener } from '../door.ts';

/** RFC 5321 section 4.5.3.1.5 says 512; Exchange's diagnoses are longer. */
const lineBytesMax = 8192;
const linesMax = 100;

export interface Reply {
  readonly code: number;
  /** All of it in one line: `250 2.1.0 Sender OK`. */
  readonly text: string;
}

export class SmtpLine {
  readonly #door: Door;
  readonly #socket: Socket;
  readonly #queue = new ByteQueue();
  #ended: Error | undefined;
  #wake = (): void => {};
  readonly #listener: Listener | undefined;

  constructor(door: Door, socket: Socket, listener?: Listener) {
    this.#door = door;
    this.#listener = listener;
    this.#socket = socket;
    const { host, port } = door.server;
    socket.removeAllListeners('data');
    socket.setTimeout(0);
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      this.#listener?.server(chunk);
      this.#queue.push(chunk);
      this.#wake();
    });
    const end = (error: Error): void => {
      this.#ended ??= error;
      this.#wake();
    };
    socket.on('error', (error) => end(networkError(error, { host, port }) ?? error));
    socket.on('end', () => end(this.#lost('closed by the server')));
    socket.on('close', () => end(this.#lost('without a word')));
  }

  /** Undefined while the line stands. */
  get ended(): Error | undefined {
    return this.#ended;
  }

  /** True where the server has said something that nobody asked for. */
  get spoken(): boolean {
    return this.#queue.length > 0;
  }

  /** Resolves when the bytes have left this process. @throws what ended the line, the signal's reason */
  write(bytes: string | Buffer, signal: AbortSignal): Promise<void> {
    if (this.#ended) return Promise.reject(this.#ended);
    this.#listener?.client(Buffer.from(bytes));
    return new Promise((resolve, reject) => {
      const onAbort = (): void => reject(signal.reason as Error);
      if (signal.aborted) return onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
      this.#socket.write(bytes, (error) => {
        signal.removeEventListener('abort', onAbort);
        if (error) reject(this.#ended ?? this.#lost(error.message));
        else resolve();
      });
    });
  }

  /**
   * The next reply, however many lines it has. A line that breaks off behind its code has said what it had to say.
   *
   * @throws `mail-timeout`, `mail-connection-lost`, `mail-answer-not-understood`, `net-...`, the signal's reason
   */
  async reply(doing: string, limitMs: number, signal?: AbortSignal): Promise<Reply> {
    const lines: SmtpReplyLine[] = [];
    return inTime(this.#door, { doing, limitMs, signal }, async (signal) => {
      signal.addEventListener('abort', () => this.#wake(), { once: true });
      for (;;) {
        const line = this.#take();
        if (line) {
          const parsed = parseSmtpReplyLine(line);
          if (!parsed || (lines[0] && lines[0].code !== parsed.code) || lines.length >= linesMax) {
            throw this.#strange(doing, line);
          }
          lines.push(parsed);
          if (parsed.last || this.#ended) return joined(lines);
        } else if (this.#ended) {
          if (lines[0]) return joined(lines);
          throw this.#ended;
        } else {
          signal.throwIfAborted();
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        }
      }
    });
  }

  /** Ends it at once; what the server thinks of that is its own affair. */
  close(): void {
    this.#ended ??= this.#lost('given up by us');
    this.#socket.destroy();
  }

  /** Says goodbye without waiting for an answer (RFC 5321 section 4.1.1.10 lets the server close). */
  quit(): void {
    if (!this.#ended) this.#socket.end('QUIT\r\n');
    this.#ended ??= this.#lost('ended by us');
  }

  #take(): Buffer | undefined {
    const line = this.#queue.takeLine(lineBytesMax);
    if (line === 'too-long') {
      throw fail('mail-limit-exceeded', {
        host: this.#door.server.host,
        what: 'a line',
        bytesMax: lineBytesMax,
      });
    }
    if (line) return withoutLineEnd(line);
    if (!this.#ended) return undefined;
    const rest = this.#queue.takeAll();
    return /^[2-5][0-5]\d[ -]/.test(rest.toString('latin1')) ? rest : undefined;
  }

  #lost(answer: string): Error {
    return fail('mail-connection-lost', { host: this.#door.server.host, doing: 'the sending', answer });
  }

  #strange(doing: string, line: Buffer): Error {
    const answer = JSON.stringify(line.toString('latin1').slice(0, 200));
    return fail('mail-answer-not-understood', { host: this.#door.server.host, doing, answer });
  }
}

function joined(lines: readonly SmtpReplyLine[]): Reply {
  const code = lines[0]?.code ?? 0;
  return { code, text: `${code} ${lines.map(({ text }) => text).join(' ')}`.trim() };
}
