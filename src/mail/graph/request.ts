// One HTTP exchange with Microsoft Graph: sent by graphRequest(), judged by processGraphAnswer(). Knows headers, sizes
// and time limits, nothing of mail. `fetch` is handed in: it owns trust and proxies.

import type { Clock } from '../../base/clock.ts';
import { DeadlineExceeded, withDeadline } from '../../base/deadline.ts';
import type { Logger } from '../../base/logger.ts';
import type { AccessToken, TokenSource } from '../../base/token-source.ts';
import { fail, isMailgrantError } from '../../errors/error.ts';
import { translateNetworkError } from '../../net/fetch.ts';
import { withToken } from '../door.ts';
import { graphError } from './refusals.ts';

export interface GraphDoor {
  readonly tokens: TokenSource;
  readonly account: string;
  /** Without the version, for example `https://graph.microsoft.com`. */
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly log?: Logger | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface GraphRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/v1.0`, or a whole `@odata.nextLink`, which is followed as it is. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Sent as it is, in place of `body`: a message in MIME. */
  readonly content?: { readonly type: string; readonly text: string } | undefined;
  /** What is being done, for people: 'reading the profile'. */
  readonly doing: string;
  readonly limitMs?: number;
}

export interface GraphAnswer {
  readonly status: number;
  /** Parsed JSON; undefined for an answer without a body. */
  readonly body: unknown;
}

const defaultLimitMs = 60_000;
/** A page of a thousand messages with bodies; $select keeps real pages far below. */
const bodyBytesMax = 16 * 1024 * 1024;

/**
 * A token that is refused is replaced once.
 *
 * @throws `graph-wrong-audience`, `graph-token-refused`, `graph-access-denied`, `graph-not-found`, `graph-throttled`,
 *   `graph-unavailable`, `graph-refused`, `graph-timeout`, `net-...`, `tls-...` and others
 */
export function graphRequest(door: GraphDoor, request: GraphRequest): Promise<GraphAnswer> {
  const url = urlOf(door, request);
  return withToken(door, 'graph', async (token) => {
    const { status, headers, text } = await exchange(door, request, url, token);
    return processGraphAnswer({ door, request, token, status, headers, text });
  });
}

async function exchange(
  door: GraphDoor,
  request: GraphRequest,
  url: URL,
  token: AccessToken,
): Promise<{ status: number; headers: Headers; text: string }> {
  const { clock, signal } = door;
  const limitMs = request.limitMs ?? defaultLimitMs;
  const { doing, content } = request;
  const payload = content?.text ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
  try {
    return await withDeadline({ clock, limitMs, signal }, async (signal) => {
      const response = await door.fetch(url, {
        method: request.method,
        headers: {
          authorization: `Bearer ${token.secret.reveal()}`,
          accept: 'application/json',
          // Without it an id changes when its message is moved. Wanted on every request, or ids of two kinds mix.
          prefer: 'IdType="ImmutableId"',
          ...(payload === undefined ? {} : { 'content-type': request.content?.type ?? 'application/json' }),
        },
        ...(payload === undefined ? {} : { body: payload }),
        // The token is for this host and no other.
        redirect: 'error',
        signal,
      });
      const text = await readText(response, { host: url.host });
      return { status: response.status, headers: response.headers, text };
    });
  } catch (error) {
    if (isMailgrantError(error)) throw error;
    const host = url.host;
    if (error instanceof DeadlineExceeded) {
      throw fail('graph-timeout', { host, doing, seconds: Math.round(limitMs / 1000) }, { cause: error });
    }
    // fetch reports everything that happens below HTTP as a TypeError with the reason as its cause.
    throw error instanceof TypeError ? translateNetworkError(error, url.href) : error;
  }
}

/** Success with JSON or without a body is an answer; everything else is an error with a name. */
export function processGraphAnswer(got: {
  door: Pick<GraphDoor, 'account' | 'baseUrl' | 'clock'>;
  request: Pick<GraphRequest, 'doing'>;
  token: AccessToken;
  status: number;
  headers: Headers;
  text: string;
}): GraphAnswer {
  const { door, request, status, headers, text } = got;
  const host = new URL(door.baseUrl).host;
  const { doing } = request;
  const body = text === '' ? undefined : parse(text);
  const strange = (problem: string): Error =>
    fail('graph-answer-not-understood', { host, doing, status, problem });
  if (status >= 200 && status < 300) {
    if (text !== '' && body === undefined) throw strange(`it is not JSON (${mediaType(headers)})`);
    return { status, body };
  }
  const { account, clock } = door;
  const { scopes } = got.token;
  throw (
    graphError({ account, doing, status, headers, body, scopes, nowMs: clock.now() }) ??
    strange('there is no error in it')
  );
}

/** A page's link to the next one is followed only to where the token belongs. */
function urlOf(door: GraphDoor, request: GraphRequest): URL {
  const isLink = request.path.startsWith('https://');
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

async function readText(response: Response, { host }: { host: string }): Promise<string> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) {
      throw fail('mail-limit-exceeded', { host, what: 'an answer', bytesMax: bodyBytesMax });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // What is not JSON did not come from Graph; the callers say so.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function mediaType(headers: Headers): string {
  return headers.get('content-type')?.split(';')[0] ?? 'no content type';
}
