// What every mail client is handed, and the one rule they share: a token that the server refuses is thrown away and
// tried once more with a fresh one. Knows tokens as things to be asked for, never where they come from.

import type { Clock } from '../base/clock.ts';
import { DeadlineExceeded, withDeadline } from '../base/deadline.ts';
import type { Logger } from '../base/logger.ts';
import type { AccessToken, Service, TokenSource } from '../base/token-source.ts';
import { type ErrorCode, fail, isMailgrantError, type KnownFacts } from '../errors/error.ts';
import { permits } from '../identity/microsoft/services.ts';
import type { MailServer } from '../identity/provider.ts';

/** Hears one connection from beside it, before anything is hidden: what is shown of it is the listener's to judge. */
export interface Listener {
  client(bytes: Buffer): void;
  server(bytes: Buffer): void;
  /** What the client said is a secret, and its library keeps it to itself. */
  hidden(): void;
  /** TLS has begun. */
  secured(): void;
}

export type Overhear = (protocol: 'imap' | 'pop' | 'smtp', server: MailServer) => Listener;

/** Where and as whom a mail client goes in. */
export interface Door {
  readonly tokens: TokenSource;
  /** An id, a short name or an address: whatever `tokens` understands. */
  readonly account: string;
  readonly server: MailServer;
  /** PEM certificates to trust beside the system's. */
  readonly ca?: string | undefined;
  readonly clock: Clock;
  readonly log?: Logger | undefined;
  /** Somebody writes down what is said. */
  readonly overhear?: Overhear | undefined;
  /** What is established about the account, for whoever explains a refusal. */
  readonly known?: KnownFacts | undefined;
  /** Ends opening; what is open is ended by closing it. */
  readonly signal?: AbortSignal | undefined;
}

/** The refusals that a fresh token can cure: revoked, expired on the way, or issued before a change of permissions. */
const curable: ReadonlySet<ErrorCode> = new Set(['mail-token-refused', 'graph-token-refused']);

/**
 * Runs `attempt` with a token; when the server refuses it, throws that token away and runs it once more. The second
 * refusal is the caller's.
 */
export async function withToken<T>(
  door: Pick<Door, 'tokens' | 'account' | 'log' | 'signal' | 'known'>,
  service: Service,
  work: (token: AccessToken) => Promise<T>,
): Promise<T> {
  const { tokens, account, log, signal, known } = door;
  const token = await tokens.get(account, service, { signal });
  const attempt = async (token: AccessToken): Promise<T> => {
    try {
      return await work(token);
    } catch (error) {
      throw isMailgrantError(error) ? error.know({ ...factsOfToken(token, service), ...known }) : error;
    }
  };
  try {
    return await attempt(token);
  } catch (error) {
    if (!isMailgrantError(error) || !curable.has(error.code)) throw error;
    log?.info('mail.token-refused', { account, service, code: error.code });
    await tokens.invalidate(token);
    const fresh = await tokens.get(account, service, { signal });
    // A source that cannot do better hands out the same token again: the answer would be the same, too.
    if (fresh.secret.equals(token.secret)) throw error;
    return attempt(fresh);
  }
}

/** The error, with what is established about the door that it came through: the doctor reasons with it. */
export function knownAt<E>(error: E, { known }: Pick<Door, 'known'>, protocol: 'imap' | 'pop' | 'smtp'): E {
  if (isMailgrantError(error)) error.know({ protocol, ...known });
  return error;
}

/** What the token's source vouches for: its audience was checked when it came, and it goes out as it came. */
function factsOfToken({ resource, scopes }: AccessToken, service: Service): KnownFacts {
  // Who else has scopes than Microsoft has others; and '.default' is whatever was registered.
  const isTold =
    resource === 'exchange' && scopes.length > 0 && !scopes.some((scope) => scope.endsWith('.default'));
  return {
    protocol: service,
    ...(resource === 'exchange' || resource === 'graph' ? { 'token.audience': resource } : {}),
    'token.use': 'access',
    'token.flaw': 'no',
    'token.state': 'valid',
    ...(isTold ? { 'token.permits': permits(service, scopes) ? 'yes' : 'no' } : {}),
    ...(service === 'graph' ? {} : { 'sign-in.mechanism': 'xoauth2' }),
  };
}

/** Runs one exchange with the server under a time limit. @throws `mail-timeout` */
export async function inTime<T>(
  door: Pick<Door, 'server' | 'clock'>,
  options: { doing: string; limitMs: number; signal?: AbortSignal | undefined },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { doing, limitMs, signal } = options;
  try {
    return await withDeadline({ clock: door.clock, limitMs, signal }, work);
  } catch (error) {
    if (!(error instanceof DeadlineExceeded)) throw error;
    const seconds = Math.round(limitMs / 1000);
    throw fail('mail-timeout', { host: door.server.host, doing, seconds }, { cause: error });
  }
}
