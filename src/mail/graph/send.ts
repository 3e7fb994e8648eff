// Sending by Graph (documentation, "user: sendMail"; permission Mail.Send): the whole message in MIME, base64 in one
// request. 202 is the only success, and means accepted. What does not fit is a draft first: drafts.ts.

import { type ErrorCode, fail, isMailgrantError, type MailgrantError } from '../../errors/error.ts';
import { type GraphDoor, type GraphRequest, graphRequest } from './request.ts';

/**
 * In characters of base64. The documented limit is 4 MB; MIME above about 2.2 MB has been seen answered with 200 and
 * never sent, so larger ones go the other way.
 */
export const graphMimeCharsMax = 2_200_000;

export type GraphSendOutcome =
  /** Graph takes all recipients or none, and names no one. */
  | {
      readonly outcome: 'sent';
      readonly reply: string;
      readonly accepted?: undefined;
      readonly refused?: undefined;
    }
  | { readonly outcome: 'not-sent'; readonly error: Error }
  /** Graph may have taken it. `draft`: the immutable id under which it will be found, if it has one. */
  | { readonly outcome: 'unknown'; readonly error: Error; readonly draft?: string };

/** True where a message of that size goes in one request. */
export function fitsInRequest(bytes: number): boolean {
  return Math.ceil(bytes / 3) * 4 <= graphMimeCharsMax;
}

/** @param owner - `/me`, or `/users/...` of a shared mailbox: the copy is filed in the Sent Items of that one */
export async function sendMime(
  door: GraphDoor,
  owner: string,
  mime: AsyncIterable<Uint8Array>,
): Promise<GraphSendOutcome> {
  const doing = 'sending the message';
  const text = await base64Of(mime);
  const content = { type: 'text/plain', text };
  return judged(door, { method: 'POST', path: `${owner}/sendMail`, content, doing });
}

/** A draft that is complete. It is in Sent Items afterwards, under another id unless ids are immutable. */
export async function sendDraftById(door: GraphDoor, owner: string, id: string): Promise<GraphSendOutcome> {
  const doing = 'sending the draft';
  const path = `${owner}/messages/${encodeURIComponent(id)}/send`;
  const outcome = await judged(door, { method: 'POST', path, doing });
  return outcome.outcome === 'unknown' ? { ...outcome, draft: id } : outcome;
}

async function judged(door: GraphDoor, request: GraphRequest): Promise<GraphSendOutcome> {
  const { doing } = request;
  const { watched, mayHaveArrived } = watch(door);
  try {
    const { status } = await graphRequest(watched, request);
    if (status === 202) return { outcome: 'sent', reply: '202 Accepted' };
    // Seen for large messages, which never left.
    const { host } = new URL(door.baseUrl);
    const problem = 'only 202 means that the message was accepted';
    return {
      outcome: 'unknown',
      error: fail('graph-answer-not-understood', { host, doing, status, problem }),
    };
  } catch (error) {
    const named = error instanceof Error ? error : new Error('the sending was ended', { cause: error });
    const outcome = mayHaveArrived(error) ? 'unknown' : 'not-sent';
    return { outcome, error: isDenied(named) ? sendingDenied(named.details, named) : named };
  }
}

/** Of a request by the door that it gives, which has failed: whether the server may have done it all the same. */
export function watch(door: GraphDoor): { watched: GraphDoor; mayHaveArrived: (error: unknown) => boolean } {
  let begun = false;
  const watched: GraphDoor = {
    ...door,
    fetch: (...args) => {
      begun = true;
      return door.fetch(...args);
    },
  };
  return { watched, mayHaveArrived: (error) => begun && !isCertain(error) };
}

/**
 * Before anything is put together on the server: a token that says what it is for, and not for sending.
 *
 * @throws `graph-access-denied`
 */
export async function checkMaySend(door: GraphDoor): Promise<void> {
  const { account, tokens, signal } = door;
  const { scopes } = await tokens.get(account, 'graph', { signal });
  // An app-only token has roles, and a personal account's need not say anything.
  const delegated = scopes.filter((scope) => /(^|[/.])(Mail|User)\.\w+/.test(scope));
  if (delegated.length === 0 || scopes.some((scope) => /(^|\/)Mail\.Send(\.Shared)?$/i.test(scope))) return;
  const answer = 'nothing was asked, because the permission Mail.Send is not among them';
  throw sendingDenied({ account, doing: 'sending', answer, scopes: scopes.join(' ') });
}

function isDenied(error: Error): error is MailgrantError {
  return isMailgrantError(error) && error.code === 'graph-access-denied';
}

/** The permission to send is a wish of its own: the hint for all of Graph names another one. */
function sendingDenied(details: MailgrantError['details'], cause?: MailgrantError): MailgrantError {
  const told = (name: string): string => String(details[name] ?? 'unknown');
  const account = told('account');
  const hint = `Ask for the permission to send: mailgrant login ${account} --permission Mail.Send`;
  const said = { ...details, account, doing: told('doing'), answer: told('answer'), scopes: told('scopes') };
  return fail('graph-access-denied', said, { hint, ...(cause ? { cause } : {}) });
}

/** Refusals, and failures before a byte of the request was out. What broke later may have been heard. */
const certain: ReadonlySet<ErrorCode> = new Set([
  'graph-wrong-audience',
  'graph-token-refused',
  'graph-claims-challenge',
  'graph-access-denied',
  'graph-not-found',
  'graph-mailbox-missing',
  'graph-throttled',
  'graph-refused',
  'net-refused',
  'net-dns',
  'tls-intercepted',
  'tls-expired',
  'tls-wrong-name',
  'tls-failed',
]);

function isCertain(error: unknown): boolean {
  if (!isMailgrantError(error)) return false;
  if (neverConnected(error)) return true;
  // 503 is a throttle of another kind; 500, 502 and 504 say nothing of what was done before.
  const throttled = error.code === 'graph-unavailable' && error.details['status'] === 503;
  return certain.has(error.code) || throttled;
}

/** The connection itself did not come to be, or the proxy did not give one: nothing was written that could have been heard. */
function neverConnected(error: Error): boolean {
  let inner: unknown = error;
  for (let depth = 0; depth < 8 && inner instanceof Error; depth += 1) {
    const { code, syscall } = inner as NodeJS.ErrnoException;
    if (syscall === 'connect' || code === 'UND_ERR_CONNECT_TIMEOUT') return true;
    // What undici says of a proxy's answer to CONNECT has no code of its own.
    if (/^Proxy response \(\d+\) !== 200 when HTTP Tunneling/.test(inner.message)) return true;
    inner = inner instanceof AggregateError ? (inner.errors[0] as unknown) : inner.cause;
  }
  return false;
}

/** In multiples of three, so that the pieces of base64 join. */
export async function base64Of(mime: AsyncIterable<Uint8Array>): Promise<string> {
  const texts: string[] = [];
  let rest = Buffer.alloc(0);
  for await (const piece of mime) {
    const bytes = Buffer.concat([rest, piece]);
    const whole = bytes.length - (bytes.length % 3);
    texts.push(bytes.toString('base64', 0, whole));
    rest = bytes.subarray(whole);
  }
  return texts.join('') + rest.toString('base64');
}
