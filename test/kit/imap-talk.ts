// A hand at the keyboard of `openssl s_client`: IMAP as text, for tests that look at every byte of the answer.
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { ImapFramer } from '../../src/wire/imap/framer.ts';
import { encodeXoauth2 } from '../../src/wire/sasl/xoauth2.ts';
import { checkImapResponse } from './imap-grammar.ts';
import { anna, type World } from './sandbox-faces.ts';

const limits = { lineBytesMax: 1 << 24, literalBytesMax: 1 << 26, unitBytesMax: 1 << 27 };

/** Types commands and reads until their tagged answer. */
export class ImapTalk {
  readonly #world: World;
  readonly #socket: TLSSocket;
  #text = '';
  #wake = (): void => {};
  #tag = 0;
  #broken: Error | undefined;

  constructor(world: World) {
    this.#world = world;
    const { host, port } = world.faces.endpoints.imaps;
    this.#socket = connectTls({ host, port, ca: world.caPem });
    const framer = new ImapFramer('server', limits);
    this.#socket.on('data', (chunk: Buffer) => {
      framer.push(chunk);
      for (let frame = framer.next(); frame?.kind === 'unit'; frame = framer.next()) this.#check(frame.bytes);
      this.#text += chunk.toString('latin1');
      this.#wake();
    });
  }

  /** What is no IMAP is what the next answer is. */
  #check(unit: Buffer): void {
    try {
      checkImapResponse(unit, { bareCopyUid: true, serverUnavailable: true, oddStructures: true });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.#broken ??= error;
    }
  }

  /** Everything up to and including the line that matches. */
  async until(pattern: RegExp): Promise<string> {
    for (;;) {
      if (this.#broken) throw this.#broken;
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
