// One request to Microsoft Graph and its answer in JSON: in its turn, with a token, repeated where that is safe. Sent by
// graphRequest(), judged by processGraphAnswer(). Knows headers, sizes and time limits, nothing of mail.

import type { AccessToken } from '../../base/token-source.ts';
import { fail } from '../../errors/error.ts';
import { withToken } from '../door.ts';
import { type GraphDoor, type GraphRequest, inGraphTime, send, signalOf, urlOf } from './exchange.ts';
import { graphError } from './refusals.ts';
import { patiently } from './repeat.ts';

export type { GraphDoor, GraphRequest } from './exchange.ts';
export { mailboxPath } from './exchange.ts';

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined for an answer without a body. */
  readonly body: unknown;
}

const json = 'application/json';
const defaultLimitMs = 60_000;
/** A page of a thousand messages with bodies; $select keeps real pages far below. */
const defaultBytesMax = 16 * 1024 * 1024;

/**
 * A token that is refused is replaced once; a throttle is waited for, and a lost connection taken up again where nothing
 * can happen twice.
 *
 * @throws `graph-wrong-audience`, `graph-token-refused`, `graph-access-denied`, `graph-not-found`, `graph-throttled`,
 *   `graph-unavailable`, `graph-refused`, `graph-timeout`, `net-...`, `tls-...` and others
 */
export function graphRequest(door: GraphDoor, request: GraphRequest): Promise<GraphAnswer> {
  const url = urlOf(door, request);
  const signal = signalOf(door, request);
  return patiently(door, { ...request, signal }, () =>
    withToken({ ...door, signal }, 'graph', (token) =>
      inTurn(door, signal, async () => {
        const { status, headers, text } = await exchange(door, request, { url, token, signal });
        return processGraphAnswer({ door, request, token, status, headers, text });
      }),
    ),
  );
}

/** No more at a time than Graph allows of one mailbox. */
export function inTurn<T>(
  door: Pick<GraphDoor, 'limits'>,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (!door.limits) return work();
  const settled = async (): Promise<T> => {
    try {
      return await work();
    } finally {
      await connectionFree();
    }
  };
  return door.limits.gate('graph').run(settled, signal);
}

/**
 * undici takes a connection for busy until one turn of the event loop after the last byte of an answer (it waits for bytes
 * that should not be there). Whoever asks at once is given a new connection, with its handshake, and Graph sees a fifth.
 */
export function connectionFree(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function exchange(
  door: GraphDoor,
  request: GraphRequest,
  about: { url: URL; token: AccessToken; signal: AbortSignal | undefined },
): Promise<{ status: number; headers: Headers; text: string }> {
  const { url, token, signal } = about;
  const { doing, limitMs = defaultLimitMs, bytesMax = defaultBytesMax } = request;
  return inGraphTime(door, { url, doing, limitMs, signal }, async (signal) => {
    const response = await send(door, request, { url, token, signal });
    const text = await readText(response, { host: url.host, bytesMax });
    return { status: response.status, headers: response.headers, text };
  });
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
  // A gateway's error page and half of an answer pass; a page of somebody else's does not.
  const strange = (problem: string, passing = status >= 500): Error =>
    fail('graph-answer-not-understood', { host, doing, status, problem, passing });
  if (status >= 200 && status < 300) {
    const type = mediaType(headers);
    if (text !== '' && body === undefined) throw strange(`it is not JSON (${type})`, type === json);
    return { status, headers, body };
  }
  const { account, clock } = door;
  const { scopes } = got.token;
  throw (
    graphError({ account, doing, status, headers, body, scopes, nowMs: clock.now() }) ??
    strange('there is no error in it')
  );
}

/** @throws `mail-limit-exceeded` */
export async function readText(
  response: Response,
  { host, bytesMax }: { host: string; bytesMax: number },
): Promise<string> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw fail('mail-limit-exceeded', { host, what: 'an answer', bytesMax });
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
