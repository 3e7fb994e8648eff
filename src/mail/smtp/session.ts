// One signed-in connection to the submission port (RFC 6409): nodemailer secures it where it begins in clear
// (STARTTLS) and signs in; the transactions on it are transaction.ts, because what became of a message must be known to the byte.

import type { Socket } from 'node:net';
import type { AccessToken } from '../../base/token-source.ts';
import { encodeXoauth2 } from '../../wire/sasl/xoauth2.ts';
import { type Door, inTime, type Listener, withToken } from '../door.ts';
import { openLine } from '../line.ts';
import { SmtpLine } from './line.ts';
import { SmtpRefusal, smtpError } from './refusals.ts';

const openLimitMs = 90_000;
const answerLimitMs = 60_000;
/** RFC 4954 section 4: no initial response where the line would be longer than RFC 5321's. */
const commandBytesMax = 512;

const ourMethod = 'TOKEN';

/** What EHLO offered. */
export interface SmtpOffer {
  readonly extensions: ReadonlySet<string>;
  /** RFC 1870; undefined where the server names none. */
  readonly sizeMax: number | undefined;
}

export interface SmtpSession {
  readonly line: SmtpLine;
  readonly offer: SmtpOffer;
  /** The mailbox that signed in. */
  readonly username: string;
}

/**
 * A token that is refused is replaced once.
 *
 * @throws `mail-token-refused`, `mail-smtp-auth-disabled`, `mail-sign-in-blocked`, `mail-throttled`, `mail-refused` (with
 *   `retry: 'later'` for 4xx), `mail-starttls-missing`, `mail-timeout`, `net-...`, `tls-...` and others
 */
export function openSmtp(door: Door, signal?: AbortSignal): Promise<SmtpSession> {
  return withToken({ ...door, signal: signal ?? door.signal }, 'smtp', async (token) => {
    const { host, port } = door.server;
    const situation = { host, port, account: door.account, sender: token.username, recipients: [] };
    try {
      const options = { doing: 'the connection', limitMs: openLimitMs, signal: signal ?? door.signal };
      return await inTime(door, options, (signal) => dial(door, token, signal));
    } catch (error) {
      throw smtpError(error, situation) ?? error;
    }
  });
}

async function dial(door: Door, token: AccessToken, signal: AbortSignal): Promise<SmtpSession> {
  // Loaded on first use: most commands never send.
  const { default: SMTPConnection } = await import('nodemailer/lib/smtp-connection');
  const { host, port, security } = door.server;
  const { username } = token;
  let refused: Error | undefined;
  let offer: SmtpOffer = { extensions: new Set(), sizeMax: undefined };
  const socket = await openLine(door, { signal });
  const listener = door.overhear?.('smtp', door.server);
  const connection = new SMTPConnection({
    host,
    port,
    connection: socket,
    secure: security === 'tls',
    secured: security === 'tls',
    requireTLS: true,
    // For STARTTLS.
    tls: { secureContext: door.dialer.secureContext },
    ...(listener && { logger: overheard(listener), transactionLog: true }),
    connectionTimeout: answerLimitMs,
    greetingTimeout: answerLimitMs,
    socketTimeout: answerLimitMs,
    customAuth: {
      // Under another name than the server's: nodemailer takes XOAUTH2 itself, in one line and with its own ideas of tokens.
      async [ourMethod]({ extensions, maxAllowedSize, sendCommand }) {
        offer = { extensions: new Set(extensions), sizeMax: maxAllowedSize || undefined };
        const response = encodeXoauth2({ user: username, token: token.secret.reveal() });
        const whole = `AUTH XOAUTH2 ${response}`;
        // A reply may be a code and nothing else (RFC 5321 section 4.2), which nodemailer takes for no code.
        const say = async (line: string) => {
          const { response: text } = await sendCommand(line);
          return { code: text.slice(0, 3), text };
        };
        const inOne = whole.length + 2 <= commandBytesMax;
        let answer = await say(inOne ? whole : 'AUTH XOAUTH2');
        if (answer.code === '334' && !inOne) answer = await say(response);
        // Google explains a refusal in a challenge, and refuses after an empty answer to it.
        if (answer.code === '334') answer = await say('');
        if (answer.code === '235') return;
        refused = signInRefusal(answer);
        throw new Error('Invalid login');
      },
    },
  });
  const onAbort = (): void => connection.close();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await new Promise<void>((resolve, reject) => {
      connection.on('error', reject);
      // At 421 nodemailer hangs up before it has given the answer to the sign-in, which is heard a turn later.
      connection.on('end', () => setImmediate(() => reject(refused ?? hungUp())));
      connection.connect((error) => {
        if (error) return reject(error);
        // A server whose offer lacks XOAUTH2 is asked all the same: its refusal is clearer than that of an anonymous MAIL FROM.
        connection.login({ user: username, method: ourMethod }, (failed) =>
          failed ? reject(failed) : resolve(),
        );
      });
    });
  } catch (error) {
    connection.close();
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
  // Declared by nodemailer as a field of its connection; false only before connect().
  const line = new SmtpLine(door, connection._socket as Socket, listener);
  return { line, offer, username };
}

/** nodemailer tells what both sides say up to the sign-in; of TLS it tells nothing but the leave to begin it. */
function overheard(listener: Listener) {
  const ignore = (): void => {};
  let last = '';
  return {
    debug(entry: { tnx?: string }, message = '') {
      const lines = Buffer.from(`${message.replace(/\r?\n/g, '\r\n')}\r\n`);
      if (entry.tnx === 'client') {
        last = message;
        listener.client(lines);
      } else if (entry.tnx === 'server') {
        listener.server(lines);
        if (last === 'STARTTLS' && message.startsWith('220')) listener.secured();
      }
    },
    trace: ignore,
    info: ignore,
    warn: ignore,
    error: ignore,
    fatal: ignore,
    level: ignore,
  };
}

function hungUp(): Error {
  return Object.assign(new Error('without a word'), { code: 'ECONNECTION' });
}

/** In the form that nodemailer gives to a refused sign-in. */
function signInRefusal({ code, text }: { code: string; text: string }): Error {
  return Object.assign(new SmtpRefusal({ code: Number(code), text }, 'AUTH'), { code: 'EAUTH' });
}
