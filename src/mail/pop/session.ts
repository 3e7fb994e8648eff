// A mailbox over POP3 (RFC 1939): small on purpose. Our own client, because POP at Exchange wants XOAUTH2 in two lines
// and the libraries that can sign in take a refusal for success or read without a limit (docs/adr/0051).

import { fail } from '../../errors/error.ts';
import type { PopReply } from '../../wire/pop/command.ts';
import { encodeXoauth2 } from '../../wire/sasl/xoauth2.ts';
import { type Door, withToken } from '../door.ts';
import { dialPop, type PopConnection } from './connection.ts';
import { popError, signInError } from './refusals.ts';

const listBytesMax = 16 * 1024 * 1024;
const messageBytesMax = 64 * 1024 * 1024;
const capaBytesMax = 16 * 1024;

export interface PopMessage {
  /** Number within this session. */
  readonly number: number;
  /** Stays the same across sessions (RFC 1939 section 7, UIDL). */
  readonly uid: string;
}

export class PopSession {
  readonly #connection: PopConnection;
  readonly #door: Door;

  constructor(connection: PopConnection, door: Door) {
    this.#connection = connection;
    this.#door = door;
  }

  /** How many messages, and their size together. */
  async stat(signal?: AbortSignal): Promise<{ count: number; bytes: number }> {
    const doing = 'STAT';
    const { text } = await this.#ok('STAT', doing, signal);
    const match = /^(\d+) (\d+)/.exec(text);
    if (!match) throw this.#notUnderstood(doing, text);
    return { count: Number(match[1]), bytes: Number(match[2]) };
  }

  async uidl(signal?: AbortSignal): Promise<PopMessage[]> {
    const doing = 'UIDL';
    await this.#ok('UIDL', doing, signal);
    const listing = await this.#connection.dotted('the list of messages', listBytesMax, signal);
    const lines = listing.toString('latin1').split('\r\n');
    return lines
      .filter((line) => line !== '')
      .map((line) => {
        const match = /^(\d+) ([\x21-\x7e]{1,70})$/.exec(line.trimEnd());
        if (!match?.[2]) throw this.#notUnderstood(doing, line);
        return { number: Number(match[1]), uid: match[2] };
      });
  }

  /** The message as it is. @throws `mail-limit-exceeded`, `mail-message-gone` */
  async retr(number: number, options: { bytesMax?: number; signal?: AbortSignal } = {}): Promise<Buffer> {
    const bytesMax = options.bytesMax ?? messageBytesMax;
    const { kind, text } = await this.#connection.command(`RETR ${number}`, 'RETR', options.signal);
    if (kind !== 'ok') {
      const { account } = this.#door;
      throw fail('mail-message-gone', { account, folder: 'the inbox', message: number, answer: text });
    }
    return this.#connection.dotted(`message ${number}`, bytesMax, options.signal);
  }

  /** Ends the session; deletions would take effect here (RFC 1939 section 6). */
  async quit(): Promise<void> {
    try {
      await this.#connection.command('QUIT', 'QUIT');
    } finally {
      this.#connection.close();
    }
  }

  /** Hangs up without a word. */
  close(): void {
    this.#connection.close();
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

/**
 * Signs in with XOAUTH2 and proves with STAT that the mailbox opens. A token that is refused is replaced once.
 *
 * @throws `mail-token-refused`, `mail-not-connected`, `mail-xoauth2-missing`, `net-...`, `tls-...` and others
 */
export function openPop(door: Door): Promise<PopSession> {
  return withToken(door, 'pop', async (token) => {
    const { signal } = door;
    const connection = await dialPop(door);
    try {
      const greeting = await connection.answer('the greeting', signal);
      if (greeting.kind !== 'ok') throw popError(door, 'the greeting', greeting.text);
      if (door.server.security === 'starttls') await startTls(door, connection);
      await checkOffer(door, connection);
      // Two lines, always: Exchange closes the connection on an initial response in the AUTH line (docs/quirks.md).
      const prompt = await connection.command('AUTH XOAUTH2', 'the sign-in', signal);
      if (prompt.kind !== 'continue') throw signInError(door, token.username, prompt);
      const { username: user, secret } = token;
      const initial = encodeXoauth2({ user, token: secret.reveal() });
      let verdict = await connection.command(initial, 'the sign-in', signal);
      // Google explains itself in a challenge first; an empty line asks for the verdict (XOAUTH2, "Error response").
      if (verdict.kind === 'continue') verdict = await connection.command('', 'the sign-in', signal);
      if (verdict.kind !== 'ok') throw signInError(door, user, verdict);
      const session = new PopSession(connection, door);
      await session.stat(signal);
      return session;
    } catch (error) {
      connection.close();
      throw error;
    }
  });
}

async function startTls(door: Door, connection: PopConnection): Promise<void> {
  const { host, port } = door.server;
  const { kind, text } = await connection.command('STLS', 'STLS', door.signal);
  if (kind !== 'ok') throw fail('mail-starttls-missing', { host, port, answer: text });
  await connection.upgrade(door.signal);
}

/** CAPA (RFC 2449) names the mechanisms. A server without CAPA is taken at its AUTH answer. */
async function checkOffer(door: Door, connection: PopConnection): Promise<void> {
  const { kind } = await connection.command('CAPA', 'CAPA', door.signal);
  if (kind !== 'ok') return;
  const capabilities = await connection.dotted('the capabilities', capaBytesMax, door.signal);
  const sasl = /^SASL (.*)$/im.exec(capabilities.toString('latin1'))?.[1]?.trim();
  if (sasl?.split(/\s+/).some((name) => name.toUpperCase() === 'XOAUTH2')) return;
  throw fail('mail-xoauth2-missing', { host: door.server.host, offered: sasl ?? 'passwords only' });
}
