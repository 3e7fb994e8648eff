// A submission whose app password is good for certain senders: MAIL is read on its way, and one with another sender is
// refused by us. Every command goes to the server, or a NOOP in its place whose reply gives way to ours: so there is one
// reply from the server for each command, in order, however the client pipelines (RFC 2920).
//
// What is allowed by the envelope alone: the header's From is the server's to judge, which knows who may send as whom
// (Exchange refuses with SendAsDenied), and whose reading of a header is the one that counts.
//
// Our view of where commands begin and the server's must be the same. So commands are handed on in one form, content has
// one end (data-content.ts), a chunk is handed on only where the server will take it as one, and behind DATA, content
// and chunks nothing is handed on before the server has answered.

import { ByteQueue, withoutLineEnd } from '../../wire/byte-queue.ts';
import { parseSmtpCommand, parseSmtpPath, smtpLineBytesMax } from '../../wire/smtp/command.ts';
import { formatSmtpReply, parseSmtpReplyLine } from '../../wire/smtp/reply.ts';
import { DataContent } from './data-content.ts';
import type { Follower } from './splice.ts';

/** The reply to a command that is on its way: whose it is, and what it changes. */
interface Expected {
  /** Ours, in the place of the server's. */
  readonly instead?: Buffer;
  readonly then?: (code: number) => void;
}

type Reading =
  | { readonly kind: 'commands' }
  | { readonly kind: 'overlong' }
  | { readonly kind: 'content'; readonly content: DataContent }
  /** `refused`: its bytes are dropped. */
  | { readonly kind: 'chunk'; left: number; readonly refused: boolean };

/** The rest is answered by us: a command that we do not know may change what the next ones mean. */
const handedOn: ReadonlySet<string> = new Set('EHLO HELO RCPT RSET NOOP VRFY EXPN HELP QUIT'.split(' '));

/** No server's reply has longer lines (RFC 5321 section 4.5.3.1.5: 512). */
const replyLineBytesMax = 65_536;
const noop = Buffer.from('NOOP\r\n');
const noBytes = Buffer.alloc(0);

export class SmtpSenders implements Follower {
  readonly #senders: readonly string[];
  readonly #chunking: boolean;
  readonly #client = new ByteQueue();
  readonly #server = new ByteQueue();
  readonly #expected: Expected[] = [];
  #reading: Reading = { kind: 'commands' };
  /** `reply`: until the last command is answered. A chunk: until all are. */
  #waits: 'reply' | { readonly size: number; readonly last: boolean } | undefined;
  #hasSender = false;
  #hasRecipient = false;

  /**
   * @param senders - addresses; `@contoso.example` is everybody of that domain
   * @param behind - keyword lines of the server's EHLO
   */
  constructor(senders: readonly string[], behind: readonly string[]) {
    this.#senders = senders.map(lowerCase);
    this.#chunking = behind.some((line) => /^CHUNKING\b/i.test(line));
  }

  /** The client is not to be read: what it has said waits for an answer of the server. */
  get holdsClient(): boolean {
    return this.#waits !== undefined;
  }

  fromClient(chunk: Buffer): readonly Buffer[] {
    this.#client.push(chunk);
    return this.toServer();
  }

  fromServer(chunk: Buffer): readonly Buffer[] {
    this.#server.push(chunk);
    const out: Buffer[] = [];
    for (;;) {
      const line = this.#server.takeLine(replyLineBytesMax);
      if (line === undefined) return out.filter((piece) => piece.length > 0);
      if (line === 'too-long') out.push(this.#server.takeAll());
      else out.push(this.#reply(line));
    }
  }

  /** What of the client's words can be said to the server now. */
  toServer(): readonly Buffer[] {
    const out: Buffer[] = [];
    const chunk = this.#waits;
    if (typeof chunk === 'object' && this.#expected.length === 0) {
      this.#waits = undefined;
      out.push(...this.#beginChunk(chunk));
    }
    while (this.#waits === undefined) {
      const said = this.#next();
      if (!said) break;
      out.push(...said);
    }
    return out.filter((piece) => piece.length > 0);
  }

  #reply(line: Buffer): Buffer {
    const read = parseSmtpReplyLine(withoutLineEnd(line));
    const [expected] = this.#expected;
    // What nobody asked for is a 421: the server is about to hang up.
    if (!read || !expected) return line;
    const shown = expected.instead === undefined || read.code === 421 ? line : noBytes;
    if (!read.last) return shown;
    this.#expected.shift();
    expected.then?.(read.code);
    return shown === noBytes ? (expected.instead ?? line) : shown;
  }

  #next(): readonly Buffer[] | undefined {
    const reading = this.#reading;
    switch (reading.kind) {
      case 'commands': {
        const line = this.#client.takeLine(smtpLineBytesMax);
        if (line !== 'too-long') return line && this.#command(withoutLineEnd(line));
        this.#reading = { kind: 'overlong' };
        return [];
      }
      case 'overlong':
        return this.#skipLine();
      case 'content':
        return this.#content(reading.content);
      case 'chunk':
        return this.#chunk(reading);
    }
  }

  #command(line: Buffer): readonly Buffer[] {
    // A CR or NUL within: some servers see two lines, or other words.
    const clean = !line.includes(0x0d) && !line.includes(0);
    const { verb, text } = (clean ? parseSmtpCommand(line) : undefined) ?? { verb: '', text: '' };
    switch (verb) {
      case 'MAIL':
        return this.#mail(text);
      case 'DATA':
        this.#waits = 'reply';
        return this.#ask(line, (code) => {
          this.#waits = undefined;
          if (code === 354) this.#reading = { kind: 'content', content: new DataContent() };
        });
      case 'BDAT':
        return this.#bdat(text);
      case 'AUTH':
        return this.#refuse(503, '5.5.1', 'You have signed in already');
      default:
        if (!handedOn.has(verb)) return this.#refuse(500, '5.5.1', 'This is not offered here');
        return this.#ask(line, (code) => this.#note(verb, code));
    }
  }

  #mail(text: string): readonly Buffer[] {
    const path = parseSmtpPath(text, 'FROM');
    if (!path) return this.#refuse(501, '5.1.7', 'The sender is not an address');
    if (!this.#allows(path.address)) {
      const allowed = this.#senders.slice(0, 3).join(', ');
      return this.#refuse(553, '5.7.1', `This password does not send as that address, but as ${allowed}`);
    }
    const parameters = [...path.params].map(([name, value]) =>
      value === undefined ? ` ${name}` : ` ${name}=${value}`,
    );
    const line = Buffer.from(`MAIL FROM:<${path.address}>${parameters.join('')}`);
    return this.#ask(line, (code) => this.#note('MAIL', code));
  }

  #allows(address: string): boolean {
    const wanted = lowerCase(address);
    const domain = wanted.slice(wanted.lastIndexOf('@'));
    return wanted !== '' && this.#senders.some((sender) => sender === wanted || sender === domain);
  }

  #bdat(text: string): readonly Buffer[] {
    const [, size, last] = /^(\d{1,15})([ \t]+LAST)?$/i.exec(text) ?? [];
    if (size === undefined) return this.#refuse(501, '5.5.4', 'BDAT takes a size and perhaps LAST');
    const chunk = { size: Number(size), last: last !== undefined };
    if (this.#expected.length > 0) {
      this.#waits = chunk;
      return [];
    }
    return this.#beginChunk(chunk);
  }

  /** All is answered: what the server will do with a chunk is known. One that is out of turn it might take for commands. */
  #beginChunk({ size, last }: { readonly size: number; readonly last: boolean }): readonly Buffer[] {
    const refused = !this.#chunking || !this.#hasSender || !this.#hasRecipient;
    this.#reading = { kind: 'chunk', left: size, refused };
    if (refused) return [];
    return this.#ask(Buffer.from(`BDAT ${size}${last ? ' LAST' : ''}`), (code) => {
      this.#waits = undefined;
      if (last || code >= 400) this.#forget();
    });
  }

  #chunk(reading: Extract<Reading, { kind: 'chunk' }>): readonly Buffer[] | undefined {
    const size = Math.min(reading.left, this.#client.length);
    const bytes = this.#client.take(size) ?? noBytes;
    reading.left -= size;
    if (reading.left > 0) return size === 0 ? undefined : reading.refused ? [] : [bytes];
    this.#reading = { kind: 'commands' };
    if (!reading.refused) {
      if (this.#expected.length > 0) this.#waits = 'reply';
      return [bytes];
    }
    return this.#chunking
      ? this.#refuse(503, '5.5.1', 'MAIL and RCPT come before BDAT')
      : this.#refuse(502, '5.5.1', 'BDAT is not offered by the server');
  }

  #content(content: DataContent): readonly Buffer[] | undefined {
    const bytes = this.#client.takeAll();
    if (bytes.length === 0) return undefined;
    const { out, taken } = content.push(bytes);
    if (taken === undefined) return out;
    this.#client.push(bytes.subarray(taken));
    this.#reading = { kind: 'commands' };
    this.#waits = 'reply';
    this.#expected.push({
      then: () => {
        this.#waits = undefined;
        this.#forget();
      },
    });
    return out;
  }

  #skipLine(): readonly Buffer[] | undefined {
    const bytes = this.#client.takeAll();
    const end = bytes.indexOf(0x0a);
    if (end < 0) return undefined;
    this.#client.push(bytes.subarray(end + 1));
    this.#reading = { kind: 'commands' };
    return this.#refuse(500, '5.5.2', 'The line is too long');
  }

  /** In one form, whatever its line end was. */
  #ask(line: Buffer, then: (code: number) => void): readonly Buffer[] {
    this.#expected.push({ then });
    return [line, Buffer.from('\r\n')];
  }

  #refuse(code: number, enhanced: string, text: string): readonly Buffer[] {
    this.#expected.push({ instead: formatSmtpReply({ code, enhanced, lines: [text] }) });
    return [noop];
  }

  #note(verb: string, code: number): void {
    if (code >= 300) return;
    if (verb === 'MAIL') this.#hasSender = true;
    else if (verb === 'RCPT') this.#hasRecipient = true;
    else if (verb === 'RSET' || verb === 'EHLO' || verb === 'HELO') this.#forget();
  }

  #forget(): void {
    this.#hasSender = false;
    this.#hasRecipient = false;
  }
}

/** Letters of ASCII alone: of others it is the server that knows which are the same. */
function lowerCase(address: string): string {
  return address.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
