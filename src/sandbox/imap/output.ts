// What a command says, gathered into large writes: a FETCH of ten thousand headers is a few hundred of them. Text is a
// character a byte (latin1). Holds nothing between commands.

import type { Connection } from '../connection.ts';

/** Gathered before it is sent: a handful of TLS records. */
const gatherBytes = 1 << 16;

export class ImapOutput {
  readonly #connection: Connection;
  #pieces: Buffer[] = [];
  #text = '';
  #size = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  text(text: string): void {
    this.#text += text;
    this.#size += text.length;
  }

  bytes(bytes: Buffer): void {
    if (this.#text !== '') this.#pieces.push(Buffer.from(this.#text, 'latin1'));
    this.#text = '';
    this.#pieces.push(bytes);
    this.#size += bytes.length;
  }

  /** True when enough is gathered: the next thing to do is `send`. */
  get full(): boolean {
    return this.#size >= gatherBytes;
  }

  /** Resolves when the client has taken enough of it for more to be said. */
  async send(): Promise<void> {
    if (this.#size === 0) return;
    const last = Buffer.from(this.#text, 'latin1');
    const all = this.#pieces.length === 0 ? last : Buffer.concat([...this.#pieces, last], this.#size);
    this.#pieces = [];
    this.#text = '';
    this.#size = 0;
    await this.#connection.write(all);
  }
}
