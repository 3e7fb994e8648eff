// From a token to an open mailbox. Signing in is not over with "OK AUTHENTICATE completed.": Exchange says that before
// it has looked for the mailbox, so the command after it belongs to the sign-in (docs/quirks.md).

import { createRequire } from 'node:module';
import { connect as connectTls } from 'node:tls';
import type { ImapFlow } from 'imapflow';
import type { AccessToken } from '../../base/token-source.ts';
import { fail } from '../../errors/error.ts';
import { type Door, inTime, type Listener, withToken } from '../door.ts';
import { openLine } from '../line.ts';
import { imapError } from './refusals.ts';
import { ImapSession, type Throttle } from './session.ts';
import { SocketReads } from './socket-reads.ts';

/** Failed sign-ins are answered slowly (9 s reported), so this is generous. */
const openLimitMs = 30_000;
/** Exchange was seen to fall silent in IDLE after an hour or two without a goodbye; RFC 2177 says 29 minutes. */
const idleRenewalMs = 9 * 60_000;
/** A message may have 150 MB by Exchange's own limit; base64 on the way makes a third more. */
const literalBytesMax = 200 * 1024 * 1024;
const lineBytesMax = 1024 * 1024;

/** `mailbox` is named beside the token where it is not the one that the token belongs to: shared, or of an app. */
export type ImapDoor = Door & { readonly mailbox?: string | undefined };

/**
 * Signs in with XOAUTH2 (OAUTHBEARER where it is offered) and proves that the mailbox opens. A token that is refused is
 * replaced once.
 *
 * @throws `mail-token-refused`, `mail-not-connected`, `net-...`, `tls-...`, `mail-timeout` and others
 */
export function openImap(door: ImapDoor): Promise<ImapSession> {
  return withToken(door, 'imap', async (token) => {
    const { host, port } = door.server;
    const throttle: Throttle = { waitMs: undefined };
    const reads = new SocketReads();
    const client = await connection(door, token, { throttle, reads });
    const doing = 'the sign-in';
    const mailbox = door.mailbox ?? token.username;
    try {
      await inTime(door, { doing, limitMs: openLimitMs, signal: door.signal }, async () => {
        await client.connect();
        // imapflow sends NAMESPACE and throws for "not connected"; a server that refuses NAMESPACE is asked for LIST.
        if (!client.namespace) await client.list({ listOnly: true });
      });
      return new ImapSession({ client, door, mailbox, throttle, reads });
    } catch (error) {
      const offered = offeredMechanisms(client);
      const takesNone = client.state !== client.states.AUTHENTICATED && offered !== undefined;
      client.close();
      if (takesNone) throw fail('mail-xoauth2-missing', { host, offered }, { cause: error });
      const bye = client.byeReason;
      const { waitMs } = throttle;
      throw imapError(error, { host, port, account: door.account, mailbox, doing, bye, waitMs }) ?? error;
    }
  });
}

/**
 * Loading it takes longer than printing a cached token: only those who open a mailbox pay for it. As CommonJS, in which it comes as well, Node.js
 * has its 146 files in two thirds of the time, and in 14 MB less.
 */
function imapLibrary(): typeof import('imapflow') {
  // What `require` gives has no type.
  return createRequire(import.meta.url)('imapflow') as typeof import('imapflow');
}

async function connection(
  door: ImapDoor,
  token: AccessToken,
  { throttle, reads }: { throttle: Throttle; reads: SocketReads },
): Promise<ImapFlow> {
  const { ImapFlow } = imapLibrary();
  const { host, port, security } = door.server;
  const socket = await openLine(door, { signal: door.signal, reads: reads.options() });
  const listener = door.overhear?.('imap', door.server);
  const client: ImapFlow = new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    // Without it the library would go on in clear text where somebody has stripped STARTTLS from the answer.
    ...(security === 'starttls' ? { doSTARTTLS: true } : {}),
    auth: { user: door.mailbox ?? token.username, accessToken: token.secret.reveal() },
    transport: {
      connect(_, onConnect) {
        setImmediate(onConnect);
        return socket;
      },
      upgrade(line, { host, servername, tls }, onSecure) {
        const name = servername === undefined ? { host } : { servername };
        return connectTls({ socket: line, ...name, ...tls }, onSecure);
      },
    },
    tls: { secureContext: door.dialer.secureContext },
    clientInfo: { name: 'mailgrant' },
    logger: throttleLogger(throttle, () => client.close(), listener && overheard(listener)),
    logRaw: listener !== undefined,
    disableAutoIdle: true,
    maxIdleTime: idleRenewalMs,
    greetingTimeout: openLimitMs,
    maxLineLength: lineBytesMax,
    maxLiteralSize: literalBytesMax,
    maxResponseSize: literalBytesMax + lineBytesMax,
  });
  // An emitter without a listener for 'error' would end the process; every command hears of the failure by itself.
  client.on('error', (error) => door.log?.debug('imap.connection-failed', { error }));
  return client;
}

/**
 * "Request is throttled. Suggested Backoff Time": the library would sleep on the open connection and try again up to four
 * times, by a timer of its own and unheard by others who use the mailbox. It tells its log alone that it has begun to.
 */
function throttleLogger(
  throttle: Throttle,
  hangUp: () => void,
  trace: ((entry: RawEntry) => void) | undefined,
) {
  // Every command hears of what goes wrong by itself; a logger without error() would have it printed.
  const ignore = (): void => {};
  return {
    warn(entry: { throttleDelay?: unknown }) {
      if (typeof entry?.throttleDelay !== 'number') return;
      throttle.waitMs = entry.throttleDelay;
      hangUp();
    },
    trace: trace ?? ignore,
    debug: ignore,
    info: ignore,
    error: ignore,
    fatal: ignore,
    // Lines that nobody reads are not made up.
    isLevelEnabled: () => false,
  };
}

/** What the library tells of each piece that it reads and writes; a sign-in is withheld. */
interface RawEntry {
  readonly src?: unknown;
  readonly data?: unknown;
  readonly hidden?: unknown;
  readonly secure?: unknown;
}

function overheard(listener: Listener): (entry: RawEntry) => void {
  let secure: unknown;
  return ({ src, data, hidden, secure: now }) => {
    if (typeof data !== 'string') return;
    if (secure === false && now === true) listener.secured();
    secure = now;
    if (hidden === true) listener.hidden();
    else if (src === 'c') listener.client(Buffer.from(data, 'base64'));
    else if (src === 's') listener.server(Buffer.from(data, 'base64'));
  };
}

/** What a server offers that cannot take a token; undefined for one that can, and before it has said anything. */
function offeredMechanisms(client: ImapFlow): string | undefined {
  const { capabilities } = client;
  if (capabilities.size === 0 || capabilities.has('LOGINDISABLED')) return undefined;
  if (capabilities.has('AUTH=XOAUTH2') || capabilities.has('AUTH=OAUTHBEARER')) return undefined;
  const offered = [...capabilities.keys()].filter((name) => name.startsWith('AUTH='));
  return offered.length === 0 ? 'no mechanism' : offered.map((name) => name.slice('AUTH='.length)).join(', ');
}
