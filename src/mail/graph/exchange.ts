// One HTTP exchange with Microsoft Graph: the headers that belong to every request, and a network's failures in our words.
// What an answer means is judged elsewhere. `fetch` is handed in: it owns trust and proxies.

import { randomUUID } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { DeadlineExceeded, withDeadline } from '../../base/deadline.ts';
import type { Logger } from '../../base/logger.ts';
import type { AccessToken, TokenSource } from '../../base/token-source.ts';
import { fail, isMailgrantError, type KnownFacts } from '../../errors/error.ts';
import { translateNetworkError } from '../../net/fetch.ts';
import type { MailboxLimits } from '../limits.ts';

export interface GraphDoor {
  readonly tokens: TokenSource;
  readonly account: string;
  /** Without the version, for example `https://graph.microsoft.com`. */
  readonly baseUrl: string;
  /**
   * The address of the mailbox, where it is not that of the person who signed in: a shared one, or any for an app-only
   * token, which belongs to nobody. Default: `/me`.
   */
  readonly mailbox?: string | undefined;
  /** Of the mailbox: requests at a time, and pauses that Graph asks for. */
  readonly limits?: MailboxLimits | undefined;
  /** Whether the server has refused to tell what is in extras.ts; without it nobody asks. */
  readonly extras?: { refused: boolean } | undefined;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly log?: Logger | undefined;
  /** How long throttles and passing failures are waited for. Default: a window of Graph's counting, ten minutes. */
  readonly patienceMs?: number | undefined;
  /** What is established about the account, for whoever explains a refusal. */
  readonly known?: KnownFacts | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface GraphRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/v1.0` (see `mailboxPath`), or a whole `@odata.nextLink`, which is followed as it is. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, in place of `body`: a message in MIME. */
  readonly content?: { readonly type: string; readonly text: string } | undefined;
  /** Preferences beside immutable ids: `odata.maxpagesize=100`. */
  readonly prefer?: readonly string[] | undefined;
  /** True for a POST that does no more when it is done twice. All other methods are so by their nature. */
  readonly repeatable?: boolean | undefined;
  /** What is being done, for people: 'reading the profile'. */
  readonly doing: string;
  /** For one try. */
  readonly limitMs?: number | undefined;
  /** Of the answer. */
  readonly bytesMax?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Where a mailbox begins in a path: `/me`, or `/users/anna%40contoso.example`. */
export function mailboxPath(door: Pick<GraphDoor, 'mailbox'>): string {
  return door.mailbox === undefined ? '/me' : `/users/${encodeURIComponent(door.mailbox)}`;
}

/** A page's link to the next one is followed only to where the token belongs. */
export function urlOf(
  door: Pick<GraphDoor, 'baseUrl'>,
  request: Pick<GraphRequest, 'path' | 'query' | 'doing'>,
): URL {
  const isLink = /^[a-z][a-z0-9+.-]*:/i.test(request.path);
  const url = new URL(isLink ? request.path : `${door.baseUrl}/v1.0${request.path}`);
  if (url.origin !== new URL(door.baseUrl).origin) {
    const problem = `it links to ${url.origin}`;
    throw fail('graph-answer-not-understood', { host: url.host, doing: request.doing, status: 200, problem });
  }
  // encodeURIComponent, not URLSearchParams: OData wants %20 for a space, and Graph takes a plus for a plus.
  const query = Object.entries(request.query ?? {}).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  if (query.length > 0) url.search = query.join('&');
  return url;
}

/** Until the head of the answer is there; `signal` ends its body, too. */
export function send(
  door: Pick<GraphDoor, 'fetch'>,
  request: GraphRequest,
  about: { url: URL; token: AccessToken; signal: AbortSignal; accept?: string },
): Promise<Response> {
  const { content, body } = request;
  const payload = content?.text ?? (body === undefined ? undefined : JSON.stringify(body));
  return door.fetch(about.url, {
    method: request.method,
    headers: {
      authorization: `Bearer ${about.token.secret.reveal()}`,
      accept: about.accept ?? 'application/json',
      // Without it an id changes when its message is moved. Wanted on every request, or ids of two kinds mix.
      prefer: ['IdType="ImmutableId"', ...(request.prefer ?? [])].join(', '),
      // Graph's support finds a request by it, also where no answer came ("Best practices": reliability and support).
      'client-request-id': randomUUID(),
      ...(payload === undefined ? {} : { 'content-type': content?.type ?? 'application/json' }),
    },
    ...(payload === undefined ? {} : { body: payload }),
    // The token is for this host and no other.
    redirect: 'error',
    signal: about.signal,
  });
}

/** Runs one exchange, or one step of it, under a time limit. @throws `graph-timeout`, `net-...`, `tls-...` */
export async function inGraphTime<T>(
  door: Pick<GraphDoor, 'clock'>,
  about: { url: URL; doing: string; limitMs: number; signal: AbortSignal | undefined },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { url, doing, limitMs, signal } = about;
  try {
    return await withDeadline({ clock: door.clock, limitMs, signal }, work);
  } catch (error) {
    if (isMailgrantError(error)) throw error;
    if (error instanceof DeadlineExceeded) {
      const seconds = Math.round(limitMs / 1000);
      throw fail('graph-timeout', { host: url.host, doing, seconds }, { cause: error });
    }
    // fetch reports everything that happens below HTTP as a TypeError with the reason as its cause.
    throw error instanceof TypeError ? translateNetworkError(error, url.href) : error;
  }
}

/** The caller's signal and the door's: either ends a request. */
export function signalOf(
  door: Pick<GraphDoor, 'signal'>,
  request: { readonly signal?: AbortSignal | undefined },
): AbortSignal | undefined {
  const both = [door.signal, request.signal].filter((signal) => signal !== undefined);
  return both.length === 2 ? AbortSignal.any(both) : both[0];
}
