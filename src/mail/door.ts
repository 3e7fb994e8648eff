// What every mail client is handed, and the one rule they share: a token that the server refuses is thrown away and
// tried once more with a fresh one. Knows tokens as things to be asked for, never where they come from.

import type { Clock } from '../base/clock.ts';
import { DeadlineExceeded, withDeadline } from '../base/deadline.ts';
import type { Logger } from '../base/logger.ts';
import type { AccessToken, Service, TokenSource } from '../base/token-source.ts';
import { type ErrorCode, fail, isMailgrantError, type KnownFacts } from '../errors/error.ts';
import { permits } from '../identity/microsoft/services.ts';
import type { MailServer } from '../identity/provider.ts';
import type { Dialer } from '../net/dial.ts';

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
  /** The way to the server, and whom to trust on it. One for everybody: what it keeps makes the next line cheaper. */
  readonly dialer: Dialer;
  readonly clock: Clock;
  readonly log?: Logger | undefined;
  /** Somebody writes down what is said. */
  readonly overhear?: Overhear | undefined;
  /** What is established about the account, for whoever explains a refusal. */
  readonly known?: KnownFacts | undefined;
  /** By which name to go in. Default: the one that the token brings. */
  readonly signInAs?: SignInAs | undefined;
  /** Ends opening; what is open is ended by closing it. */
  readonly signal?: AbortSignal | undefined;
}

/** The names of a mailbox for `user=` of XOAUTH2, and whoever remembers which one a server took. */
export interface SignInAs {
  /** The one to begin with, and as a rule no other; empty where the token's own is meant. */
  of(service: Service): readonly string[];
  took(service: Service, name: string): void;
  /** None of them was taken. */
  refused(service: Service): void;
}

/** The refusals that a fresh token can cure: revoked, expired on the way, or issued before a change of permissions. */
const curable: ReadonlySet<ErrorCode> = new Set(['mail-token-refused', 'graph-token-refused']);

/** What a server says that wants the mailbox by another of its names. */
const aboutTheName: ReadonlySet<ErrorCode> = new Set(['mail-token-refused', 'mail-not-connected']);

/**
 * Runs `attempt` with a token; when the server refuses it, throws that token away and runs it once more. The second
 * refusal is the caller's, unless the mailbox has another name to try: then that is tried with the token that cannot be to
 * blame. The name goes in as the token's `username`.
 */
export async function withToken<T>(
  door: Pick<Door, 'tokens' | 'account' | 'log' | 'signal' | 'known' | 'signInAs'>,
  service: Service,
  work: (token: AccessToken) => Promise<T>,
): Promise<T> {
  const { tokens, account, log, signal, known, signInAs } = door;
  const [name, other] = signInAs?.of(service) ?? [];
  const token = await tokens.get(account, service, { signal });
  const attempt = async (token: AccessToken, username = token.username): Promise<T> => {
    try {
      const result = await work({ ...token, username });
      signInAs?.took(service, username);
      return result;
    } catch (error) {
      throw isMailgrantError(error) ? error.know({ ...factsOfToken(token, service), ...known }) : error;
    }
  };
  /** Whether the token is known to be good, or as good as it gets, it may be the name that is refused. */
  const otherwise = async (error: unknown, good: AccessToken): Promise<T> => {
    if (other === undefined || !isMailgrantError(error) || !aboutTheName.has(error.code)) throw error;
    log?.info('mail.name-refused', { account, service, name, code: error.code });
    try {
      return await attempt(good, other);
    } catch (again) {
      // Refused for the same reason, it is the first name that has to be talked about.
      if (!isMailgrantError(again) || !aboutTheName.has(again.code)) throw again;
      signInAs?.refused(service);
      throw error;
    }
  };
  try {
    return await attempt(token, name);
  } catch (error) {
    if (!isMailgrantError(error) || !curable.has(error.code)) return otherwise(error, token);
    log?.info('mail.token-refused', { account, service, code: error.code });
    await tokens.invalidate(token);
    const fresh = await tokens.get(account, service, { signal });
    // A source that cannot do better hands out the same token again: the answer would be the same, too.
    if (fresh.secret.equals(token.secret)) throw error;
    try {
      return await attempt(fresh, name);
    } catch (again) {
      return otherwise(again, fresh);
    }
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
