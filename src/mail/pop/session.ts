// A mailbox over POP3 (RFC 1939), command by command: small on purpose. Our own client, because POP at Exchange wants
// XOAUTH2 in two lines and the libraries that can sign in take a refusal for success or read without a limit
// (docs/adr/0051). What is in the mailbox is as it was at sign-in, and numbers stay until the session ends.

import { fail } from '../../errors/error.ts';
import type { PopReply } from '../../wire/pop/command.ts';
import type { Door } from '../door.ts';
import type { PopCapabilities } from './capabilities.ts';
import type { PopConnection } from './connection.ts';
import { popError } from './refusals.ts';

/** 100,000 messages and their names at 80 bytes each are 8 MB. */
const listBytesMax = 16 * 1024 * 1024;
const messageBytesMax = 64 * 1024 * 1024;
/** More than that is not a header; what is longer is cut. */
const headBytesMax = 1024 * 1024;
/** Commands under way at once where the server allows it: their answers must fit into the network between us. */
const aheadMax = 32;

export interface PopMessage {
  /** Number within this session. */
  readonly number: number;
  /** Stays the same across sessions (RFC 1939 section 7, UIDL). */
  readonly uid: string;
}

export class PopSession {
  readonly capabilities: PopCapabilities;
  readonly #connection: PopConnection;
  readonly #door: Door;

  constructor(connection: PopConnection, door: Door, capabilities: PopCapabilities) {
    this.#connection = connection;
    this.#door = door;
    this.capabilities = capabilities;
  }

  /** How many messages, and their size together. */
  async stat(signal?: AbortSignal): Promise<{ count: number; bytes: number }> {
    const doing = 'STAT';
    const { text } = await this.#ok('STAT', doing, signal);
    const match = /^(\d+) (\d+)/.exec(text);
    if (!match) throw this.#notUnderstood(doing, text);
    return { count: Number(match[1]), bytes: Number(match[2]) };
  }

  /** Undefined where the server has no UIDL, which RFC 1939 allows. */
  async uidl(signal?: AbortSignal): Promise<PopMessage[] | undefined> {
    const { kind } = await this.#connection.command('UIDL', 'UIDL', signal);
    if (kind !== 'ok') return undefined;
    const lines = await this.#lines('UIDL', signal);
    return lines.map((line) => {
      // RFC 1939 says 70 characters at most; longer ones serve as well.
      const match = /^(\d+) ([\x21-\x7e]{1,512})$/.exec(line);
      if (!match?.[2]) throw this.#notUnderstood('UIDL', line);
      return { number: Number(match[1]), uid: match[2] };
    });
  }

  /** Sizes in octets; at Exchange they are estimates. */
  async list(signal?: AbortSignal): Promise<ReadonlyMap<number, number>> {
    await this.#ok('LIST', 'LIST', signal);
    const lines = await this.#lines('LIST', signal);
    return new Map(
      lines.map((line) => {
        // RFC 1939 section 5: a server may add to the line.
        const match = /^(\d+) (\d+)(?: |$)/.exec(line);
        if (!match) throw this.#notUnderstood('LIST', line);
        return [Number(match[1]), Number(match[2])] as const;
      }),
    );
  }

  /** Headers, in the order asked for. Undefined for a message that the server does not give. */
  async *heads(
    numbers: readonly number[],
    signal?: AbortSignal,
  ): AsyncGenerator<{ readonly number: number; readonly head: Buffer | undefined }, void> {
    const { top, pipelining } = this.capabilities;
    // Without TOP a message is read as far as its header goes, and the rest of it is on its way all the same.
    const command = (number: number): string => (top ? `TOP ${number} 0` : `RETR ${number}`);
    const ahead = pipelining && top ? aheadMax : 1;
    let sent = 0;
    let answered = 0;
    try {
      for (const number of numbers) {
        while (sent < numbers.length && sent < answered + ahead) {
          this.#connection.send(command(numbers[sent] ?? number));
          sent += 1;
        }
        const { kind } = await this.#connection.answer('TOP', signal);
        const head = kind === 'ok' ? await this.#head(signal) : undefined;
        answered += 1;
        yield { number, head };
      }
    } finally {
      // Answers that nobody will read any more would be taken for those of the next command.
      if (answered < sent) this.#connection.close();
    }
  }

  /** The message as it is. @throws `mail-limit-exceeded`, `mail-message-gone` */
  async retr(number: number, options: { bytesMax?: number; signal?: AbortSignal } = {}): Promise<Buffer> {
    const { bytesMax = messageBytesMax, signal } = options;
    await this.#retr(number, signal);
    return this.#connection.dotted(`message ${number}`, bytesMax, signal);
  }

  /** The message in pieces, as they come. Stopping before the end ends the session. @throws `mail-message-gone` */
  async *source(number: number, signal?: AbortSignal): AsyncGenerator<Buffer, void> {
    await this.#retr(number, signal);
    yield* this.#connection.pieces(`message ${number}`, signal);
  }

  /** Marks a message: it goes when the session ends with `quit`, and stays when it ends otherwise. */
  async dele(number: number, signal?: AbortSignal): Promise<void> {
    await this.#ok(`DELE ${number}`, 'DELE', signal);
  }

  /** Takes all marks away. */
  async rset(signal?: AbortSignal): Promise<void> {
    await this.#ok('RSET', 'RSET', signal);
  }

  /** Ends the session; deletions take effect here (RFC 1939 section 6). The answer is the caller's to judge. */
  async quit(signal?: AbortSignal): Promise<PopReply> {
    try {
      return await this.#connection.command('QUIT', 'QUIT', signal);
    } finally {
      this.#connection.close();
    }
  }

  /** Hangs up without a word. */
  close(): void {
    this.#connection.close();
  }

  get ended(): boolean {
    return this.#connection.ended;
  }

  async #retr(number: number, signal: AbortSignal | undefined): Promise<void> {
    const { kind, text } = await this.#connection.command(`RETR ${number}`, 'RETR', signal);
    if (kind === 'ok') return;
    // RFC 3206: trouble of the server's own says nothing about the message.
    if (/\[SYS\//i.test(text)) throw popError(this.#door, 'RETR', text);
    const { account } = this.#door;
    throw fail('mail-message-gone', { account, folder: 'the inbox', message: number, answer: text });
  }

  /** A header of any length is read to its end; what is kept of it has a limit. */
  async #head(signal: AbortSignal | undefined): Promise<Buffer> {
    const kept: Buffer[] = [];
    let bytes = 0;
    for await (const piece of this.#connection.pieces('a header', signal)) {
      if (bytes < headBytesMax) kept.push(piece.subarray(0, headBytesMax - bytes));
      bytes += piece.length;
    }
    return Buffer.concat(kept);
  }

  async #lines(doing: string, signal: AbortSignal | undefined): Promise<string[]> {
    const listing = await this.#connection.dotted('the list of messages', listBytesMax, signal);
    return listing
      .toString('latin1')
      .split('\r\n')
      .map((line) => line.trimEnd())
      .filter((line) => line !== '');
  }

  async #ok(line: string, doing: string, signal: AbortSignal | undefined): Promise<PopReply> {
    const answer = await this.#connection.command(line, doing, signal);
    if (answer.kind !== 'ok') throw popError(this.#door, doing, answer.text);
    return answer;
  }

  #notUnderstood(doing: string, line: string): Error {
    const { host } = this.#door.server;
    return fail('mail-answer-not-understood', { host, doing, answer: JSON.stringify(line) });
  }
}
