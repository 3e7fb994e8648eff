// A hand at the keyboard of `openssl s_client`, for any IMAP or POP server: says a line, reads the answer to it, and
// gives it back line by line, literals included.

import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { encodeXoauth2 } from '../../src/wire/sasl/xoauth2.ts';

export interface TalkTarget {
  readonly port: number;
  readonly ca: string;
  readonly user: string;
  readonly token: string;
}

const patienceMs = 10_000;

export class LineTalk {
  readonly #socket: TLSSocket;
  #text = '';
  #ended = false;
  #tag = 0;
  #wake = (): void => undefined;

  static async imap(target: TalkTarget): Promise<LineTalk> {
    const talk = await LineTalk.#open(target);
    await talk.until(/^\* OK.*\r\n/);
    const ir = encodeXoauth2(target);
    talk.#send('T0 AUTHENTICATE XOAUTH2\r\n');
    await talk.until(/^\+.*\r\n/);
    talk.#send(`${ir}\r\n`);
    await talk.until(/^T0 OK.*\r\n/m);
    return talk;
  }

  static async pop(target: TalkTarget): Promise<LineTalk> {
    const talk = await LineTalk.popUnsigned(target);
    const answer = await talk.popSignIn(target);
    if (!answer.startsWith('+OK')) throw new Error(answer);
    return talk;
  }

  static async popUnsigned(target: TalkTarget): Promise<LineTalk> {
    const talk = await LineTalk.#open(target);
    await talk.until(/^\+OK.*\r\n/);
    return talk;
  }

  async popSignIn(target: TalkTarget): Promise<string> {
    this.#send('AUTH XOAUTH2\r\n');
    await this.until(/^\+ ?\r\n/);
    this.#send(`${encodeXoauth2(target)}\r\n`);
    return this.until(/^(\+OK|-ERR).*\r\n/);
  }

  static async #open({ port, ca }: TalkTarget): Promise<LineTalk> {
    const socket = connect({ host: '127.0.0.1', servername: 'localhost', port, ca });
    await once(socket, 'secureConnect');
    return new LineTalk(socket);
  }

  constructor(socket: TLSSocket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#text += chunk.toString('latin1');
      this.#wake();
    });
    socket.on('close', () => {
      this.#ended = true;
      this.#wake();
    });
  }

  /** An IMAP command; the lines of its answer, the tagged one last with `T` for its tag. */
  async imap(command: string): Promise<string[]> {
    this.#tag += 1;
    const tag = `T${this.#tag}`;
    this.#send(`${tag} ${command}\r\n`);
    const said = await this.until(new RegExp(`^${tag} .*\\r\\n`, 'm'));
    return lines(said.replace(new RegExp(`^${tag} `, 'm'), 'T '));
  }

  /** The first line of an IMAP command whose answer goes on: IDLE. What follows is read with `until`. */
  async begin(command: string): Promise<string> {
    this.#tag += 1;
    this.#send(`T${this.#tag} ${command}\r\n`);
    return this.until(/^\+.*\r\n/m);
  }

  async done(): Promise<string[]> {
    this.#send('DONE\r\n');
    const said = await this.until(new RegExp(`^T${this.#tag} .*\\r\\n`, 'm'));
    return lines(said.replace(new RegExp(`^T${this.#tag} `, 'm'), 'T '));
  }

  /** A POP command; the lines of its answer. */
  async pop(command: string, multiline = false): Promise<string[]> {
    this.#send(`${command}\r\n`);
    return lines(await this.until(multiline ? /^(-ERR.*\r\n|\+OK[\s\S]*?\r\n\.\r\n)/ : /^(\+OK|-ERR).*\r\n/));
  }

  /** Everything up to and with what matches. @throws where it does not come, with what came. */
  async until(pattern: RegExp): Promise<string> {
    const signal = AbortSignal.timeout(patienceMs);
    for (;;) {
      const match = pattern.exec(this.#text);
      if (match) {
        const end = match.index + match[0].length;
        const said = this.#text.slice(0, end);
        this.#text = this.#text.slice(end);
        return said;
      }
      if (this.#ended) return this.#text;
      await new Promise<void>((resolve, reject) => {
        this.#wake = resolve;
        signal.onabort = () =>
          reject(new Error(`${pattern} did not come, but ${JSON.stringify(this.#text)}`));
      });
    }
  }

  close(): void {
    this.#socket.destroy();
  }

  #send(text: string): void {
    this.#socket.write(text);
  }
}

function lines(text: string): string[] {
  return text.replace(/\r\n$/, '').split('\r\n');
}
