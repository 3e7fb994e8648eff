// A fast IMAP client over TLS for measuring servers: it counts what comes and keeps nothing. The same for every server.

import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { encodeXoauth2 } from '../../src/wire/sasl/xoauth2.ts';

export interface Answer {
  /** Untagged FETCH responses. */
  readonly fetches: number;
  /** Octets in literals. */
  readonly literalBytes: number;
  /** The last `* n EXISTS`. */
  readonly exists: number;
  /** APPENDs, where several were sent at once. */
  readonly completed: number;
}

export class ImapClient {
  readonly #socket: TLSSocket;
  #rest: Buffer = Buffer.alloc(0);
  #literalLeft = 0;
  #inResponse = false;
  #counts = { fetches: 0, literalBytes: 0, exists: 0, completed: 0 };
  #tag = 0;
  #lastTag = '';
  #lastLine = 'nothing';
  #outcome: { resolve: () => void; reject: (error: Error) => void } | undefined;

  static async open(options: { port: number; ca: string; user: string; token: string }): Promise<ImapClient> {
    const { port, ca, user, token } = options;
    const socket = connect({ host: '127.0.0.1', servername: 'localhost', port, ca });
    await once(socket, 'secureConnect');
    const client = new ImapClient(socket);
    // In two steps: in one, Dovecot's login process at times finds the line too long.
    client.#tag += 1;
    await client.#say([`T${client.#tag} AUTHENTICATE XOAUTH2\r\n`], '+');
    await client.#say([`${encodeXoauth2({ user, token })}\r\n`], `T${client.#tag}`);
    return client;
  }

  constructor(socket: TLSSocket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('error', (error) => this.#outcome?.reject(error));
    socket.on('close', () =>
      this.#outcome?.reject(new Error(`the server closed the connection after "${this.#lastLine}"`)),
    );
  }

  command(text: string): Promise<Answer> {
    this.#tag += 1;
    return this.#say([`T${this.#tag} ${text}\r\n`], `T${this.#tag}`);
  }

  /** All of them at once, without waiting in between (LITERAL+). */
  append(folder: string, messages: readonly string[]): Promise<Answer> {
    const pieces = messages.map((message) => {
      this.#tag += 1;
      return `T${this.#tag} APPEND ${folder} {${Buffer.byteLength(message)}+}\r\n${message}\r\n`;
    });
    return this.#say(pieces, `T${this.#tag}`);
  }

  /** Begins to idle and leaves it at that. */
  idle(): Promise<void> {
    this.#tag += 1;
    const text = `T${this.#tag} IDLE\r\n`;
    return this.#say([text], '+').then(() => undefined);
  }

  close(): void {
    this.#outcome = undefined;
    this.#socket.destroy();
  }

  #say(pieces: readonly string[], lastTag: string): Promise<Answer> {
    this.#counts = { fetches: 0, literalBytes: 0, exists: 0, completed: 0 };
    this.#lastTag = lastTag;
    const done = new Promise<Answer>((resolve, reject) => {
      this.#outcome = { resolve: () => resolve({ ...this.#counts }), reject };
    });
    this.#socket.write(pieces.join(''));
    return done;
  }

  #read(chunk: Buffer): void {
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (;;) {
      if (this.#literalLeft > 0) {
        const taken = Math.min(this.#literalLeft, bytes.length);
        this.#literalLeft -= taken;
        bytes = bytes.subarray(taken);
      }
      const end = bytes.indexOf(10);
      if (this.#literalLeft > 0 || end < 0) break;
      this.#line(bytes.subarray(0, end));
      bytes = bytes.subarray(end + 1);
    }
    this.#rest = bytes;
  }

  #line(line: Buffer): void {
    const starts = !this.#inResponse;
    // '}' and CR: a literal follows, and the response goes on after it.
    this.#inResponse = line.length > 2 && line[line.length - 2] === 0x7d;
    if (this.#inResponse) {
      const size = Number(line.toString('latin1', line.lastIndexOf(0x7b) + 1, line.length - 2));
      this.#literalLeft = size;
      this.#counts.literalBytes += size;
    }
    if (!starts) return;
    const head = line.toString('latin1', 0, 40);
    this.#lastLine = head;
    if (head.startsWith('* ')) {
      if (head.includes(' FETCH ')) this.#counts.fetches += 1;
      const exists = /^\* (\d+) EXISTS/.exec(head);
      if (exists) this.#counts.exists = Number(exists[1]);
    } else if (head.startsWith('+')) {
      if (this.#lastTag === '+') this.#outcome?.resolve();
    } else {
      const [tag, status] = head.split(' ');
      if (status !== 'OK')
        this.#outcome?.reject(new Error(`the server says: ${line.toString('latin1').trim()}`));
      this.#counts.completed += 1;
      if (tag === this.#lastTag) this.#outcome?.resolve();
    }
  }
}
