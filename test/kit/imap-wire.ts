// An IMAP client of bytes: sends a command with its literals, hands back each response as the unit that came, and has
// every one of them checked against the grammar. For the sandbox and for other servers alike.

import { connect as connectTls, type TLSSocket } from 'node:tls';
import { ImapFramer } from '../../src/wire/imap/framer.ts';
import { encodeXoauth2 } from '../../src/wire/sasl/xoauth2.ts';
import { checkImapResponse, type Lenience } from './imap-grammar.ts';

export interface WireAnswer {
  /** Untagged responses and what Exchange sends beside them, in order, without line ends. */
  readonly untagged: readonly Buffer[];
  /** 'OK ...', 'NO ...' or 'BAD ...'. */
  readonly completion: string;
}

export interface WireOptions {
  readonly host: string;
  readonly port: number;
  readonly ca: string;
  /** Undefined: the other server's grammar is not ours to check. */
  readonly lenience?: Lenience | undefined;
}

export class ImapWire {
  readonly #options: WireOptions;
  readonly #socket: TLSSocket;
  readonly #framer = new ImapFramer('server', {
    lineBytesMax: 10_000_000,
    literalBytesMax: 100_000_000,
    unitBytesMax: 200_000_000,
  });
  #tag = 0;
  #ended = false;
  #wake = (): void => {};
  /** Read ahead of any command: the greeting, or what IDLE says. */
  readonly stray: Buffer[] = [];

  constructor(options: WireOptions) {
    this.#options = options;
    this.#socket = connectTls({
      host: options.host,
      port: options.port,
      ca: options.ca,
      servername: 'localhost',
    });
    this.#socket.setNoDelay(true);
    this.#socket.on('data', (chunk: Buffer) => {
      this.#framer.push(chunk);
      this.#wake();
    });
    for (const event of ['error', 'close'] as const) {
      this.#socket.on(event, () => {
        this.#ended = true;
        this.#wake();
      });
    }
  }

  async signIn(user: string, token: string): Promise<this> {
    await this.next();
    const { completion } = await this.command(`AUTHENTICATE XOAUTH2 ${encodeXoauth2({ user, token })}`);
    if (!completion.startsWith('OK')) throw new Error(`not signed in: ${completion}`);
    return this;
  }

  /** Text between the pieces goes as it is, Buffers as non-synchronising literals. */
  async command(...pieces: ReadonlyArray<string | Buffer>): Promise<WireAnswer> {
    this.#tag += 1;
    const tag = `w${this.#tag}`;
    const bytes = pieces.flatMap((piece) =>
      typeof piece === 'string' ? [Buffer.from(piece)] : [Buffer.from(`{${piece.length}+}\r\n`), piece],
    );
    this.#socket.write(Buffer.concat([Buffer.from(`${tag} `), ...bytes, Buffer.from('\r\n')]));
    const untagged: Buffer[] = [];
    for (;;) {
      const unit = await this.next();
      const head = unit.toString('latin1', 0, tag.length + 1);
      if (head === `${tag} `) return { untagged, completion: unit.toString('latin1', tag.length + 1) };
      untagged.push(unit);
    }
  }

  /** One response; rejects when the connection is over. */
  async next(): Promise<Buffer> {
    for (;;) {
      const frame = this.#framer.next();
      if (frame?.kind === 'unit') {
        if (this.#options.lenience) checkImapResponse(frame.bytes, this.#options.lenience);
        return frame.bytes;
      }
      if (frame) throw new Error(`unreadable: ${frame.kind}`);
      if (this.#ended) throw new Error('the connection has ended');
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  send(text: string): void {
    this.#socket.write(text);
  }

  close(): void {
    this.#socket.destroy();
  }
}
