// A hand at the keyboard of `openssl s_client`: IMAP as text, for tests that look at every byte of the answer.
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { encodeXoauth2 } from '../../src/wire/sasl/xoauth2.ts';
import { anna, type World } from './sandbox-faces.ts';

/** Types commands and reads until their tagged answer. */
export class ImapTalk {
  readonly #world: World;
  readonly #socket: TLSSocket;
  #text = '';
  #wake = (): void => {};
  #tag = 0;

  constructor(world: World) {
    this.#world = world;
    const { host, port } = world.faces.endpoints.imaps;
    this.#socket = connectTls({ host, port, ca: world.caPem });
    this.#socket.on('data', (chunk: Buffer) => {
      this.#text += chunk.toString('latin1');
      this.#wake();
    });
  }

  /** Everything up to and including the line that matches. */
  async until(pattern: RegExp): Promise<string> {
    for (;;) {
      const match = pattern.exec(this.#text);
      if (match) {
        const end = match.index + match[0].length;
        const said = this.#text.slice(0, end);
        this.#text = this.#text.slice(end);
        return said;
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async say(command: string): Promise<string> {
    this.#tag += 1;
    this.#socket.write(`T${this.#tag} ${command}\r\n`);
    return this.until(new RegExp(`T${this.#tag} (?:OK|NO|BAD).*\r\n`));
  }

  async signIn(lifetimeMs = 3_600_000): Promise<this> {
    const token = this.#world.token(anna, 'exchange', ['IMAP.AccessAsUser.All'], { lifetimeMs });
    await this.say(`AUTHENTICATE XOAUTH2 ${encodeXoauth2({ user: anna, token })}`);
    return this;
  }

  close(): void {
    this.#socket.destroy();
  }
}
