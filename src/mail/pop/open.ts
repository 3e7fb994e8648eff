// Into a mailbox over POP3: greeting, TLS, capabilities, XOAUTH2 in two lines (RFC 1939, 2449, 2595, 5034), and the command
// after it that proves it.

import { fail } from '../../errors/error.ts';
import { encodeXoauth2 } from '../../wire/sasl/xoauth2.ts';
import { type Door, withToken } from '../door.ts';
import { type PopCapabilities, parseCapabilities, plainCapabilities } from './capabilities.ts';
import { dialPop, type PopConnection } from './connection.ts';
import { firstCommandError, isExchange, popError, promptError, signInError } from './refusals.ts';
import { PopSession } from './session.ts';

const capaBytesMax = 16 * 1024;

export interface PopPlace extends Door {
  /** The mailbox to open. Default: that of the account. A shared one is opened by its own address. */
  readonly mailbox?: string | undefined;
}

/**
 * Signs in with XOAUTH2 and proves with STAT that the mailbox opens. A token that is refused is replaced once.
 *
 * @throws `mail-token-refused`, `mail-not-connected`, `mail-xoauth2-missing`, `mail-pop-in-use`, `net-...`, `tls-...`
 *   and others
 */
export function openPop(door: PopPlace): Promise<PopSession> {
  return withToken(door, 'pop', async (token) => {
    const { signal } = door;
    const connection = await dialPop(door);
    try {
      const greeting = await connection.answer('the greeting', signal);
      if (greeting.kind !== 'ok') throw popError(door, 'the greeting', greeting.text);
      if (door.server.security === 'starttls') await startTls(door, connection);
      const capabilities = await offer(door, connection);
      // Two lines, always: Exchange closes the connection on an initial response in the AUTH line (docs/quirks.md).
      const user = door.mailbox ?? token.username;
      const prompt = await connection.command('AUTH XOAUTH2', 'the sign-in', signal);
      // It has not seen the token yet: what it refuses is the way to sign in.
      if (prompt.kind !== 'continue') throw promptError(door, user, prompt);
      const initial = encodeXoauth2({ user, token: token.secret.reveal() });
      let verdict = await connection.command(initial, 'the sign-in', signal);
      // Google explains itself in a challenge first; an empty line asks for the verdict (XOAUTH2, "Error response").
      if (verdict.kind === 'continue') verdict = await connection.command('', 'the sign-in', signal);
      if (verdict.kind !== 'ok') {
        throw signInError(door, user, verdict, capabilities.loginDelaySeconds);
      }
      const session = new PopSession(connection, door, capabilities);
      if (isExchange(greeting.text)) await prove(door, connection, user);
      else await session.stat(signal);
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

async function prove(door: Door, connection: PopConnection, mailbox: string): Promise<void> {
  const { kind, text } = await connection.command('STAT', 'the sign-in', door.signal);
  if (kind !== 'ok') throw firstCommandError(door, text, mailbox);
}

/** CAPA (RFC 2449) names the mechanisms. A server without CAPA is taken at its AUTH answer. */
async function offer(door: Door, connection: PopConnection): Promise<PopCapabilities> {
  const { kind } = await connection.command('CAPA', 'CAPA', door.signal);
  if (kind !== 'ok') return plainCapabilities;
  const listing = await connection.dotted('the capabilities', capaBytesMax, door.signal);
  const capabilities = parseCapabilities(listing.toString('latin1'));
  if (capabilities.sasl?.includes('XOAUTH2')) return capabilities;
  const offered = capabilities.sasl?.join(' ') ?? 'passwords only';
  throw fail('mail-xoauth2-missing', { host: door.server.host, offered });
}
