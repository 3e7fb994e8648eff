// One exchange with an identity server, down to a status, headers and a body of bounded size. Whatever goes wrong on
// the way becomes an error with a name. Knows nothing of what the body means, nor whose server it is: the words for
// that come in as a `Voice`.

import { DeadlineExceeded, withDeadline } from '../base/deadline.ts';
import { type ErrorCode, fail, isMailgrantError } from '../errors/error.ts';
import type { Exchange } from './provider.ts';

/** The codes under which one kind of server's failures are known. */
export interface Voice {
  readonly unreachable: 'entra-unreachable' | 'oidc-unreachable';
  readonly notJson: 'entra-not-json' | 'oidc-not-json';
  readonly cut: 'entra-answer-cut' | 'oidc-answer-cut';
  readonly odd: 'entra-answer-odd' | 'oidc-answer-odd';
  readonly tooBig: 'entra-answer-too-big' | 'oidc-answer-too-big';
  readonly redirected: 'entra-redirected' | 'oidc-redirected';
  readonly unavailable: 'entra-unavailable' | 'oidc-unavailable';
}

export const entraVoice = {
  unreachable: 'entra-unreachable',
  notJson: 'entra-not-json',
  cut: 'entra-answer-cut',
  odd: 'entra-answer-odd',
  tooBig: 'entra-answer-too-big',
  redirected: 'entra-redirected',
  unavailable: 'entra-unavailable',
} as const satisfies Voice & Record<string, ErrorCode>;

export const oidcVoice = {
  unreachable: 'oidc-unreachable',
  notJson: 'oidc-not-json',
  cut: 'oidc-answer-cut',
  odd: 'oidc-answer-odd',
  tooBig: 'oidc-answer-too-big',
  redirected: 'oidc-redirected',
  unavailable: 'oidc-unavailable',
} as const satisfies Voice & Record<string, ErrorCode>;

export interface ServerAnswer {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** Our clock when the request left: lifetimes count from here. */
  readonly sentAtMs: number;
  readonly receivedAtMs: number;
}

/** Sends by the given fetch; the signal carries the caller's abort and the deadline. */
export type Send = (send: typeof fetch, signal: AbortSignal) => Promise<Response>;

/** A token answer has a few kilobytes, Microsoft's key set some tens; a megabyte is neither. */
const bodyBytesMax = 1024 * 1024;

/** Entra answers within a second or two; behind a slow proxy it may take ten. */
const answerLimitMs = 30_000;

/** @throws the voice's unreachable, tooBig, redirected; whatever MailgrantError the fetch throws; the abort reason. */
export async function callServer(
  exchange: Exchange,
  voice: Voice,
  url: string,
  send: Send,
): Promise<ServerAnswer> {
  const { clock, log, signal } = exchange;
  const sentAtMs = clock.now();
  const server = hostOf(url);
  let answer: ServerAnswer;
  try {
    answer = await withDeadline({ clock, limitMs: answerLimitMs, signal }, async (deadline) => {
      const response = await send(exchange.fetch, deadline);
      const body = await boundedText(response, () =>
        fail(voice.tooBig, { server, limit: bodyBytesMax, url }),
      );
      const { status, headers } = response;
      return { url, status, headers, body, sentAtMs, receivedAtMs: clock.now() };
    });
  } catch (thrown) {
    // The caller gave up: that is no failure of the server's.
    if (signal?.aborted || isMailgrantError(thrown)) throw thrown;
    throw fail(voice.unreachable, { server, problem: problemOf(thrown) }, { cause: thrown });
  }
  log?.debug('identity.answered', { url, status: answer.status, tookMs: answer.receivedAtMs - sentAtMs });
  refuseRedirect(answer, voice);
  return answer;
}

/** The body as a JSON object. @throws the voice's notJson, cut, odd. */
export function jsonObject(answer: ServerAnswer, voice: Voice): Readonly<Record<string, unknown>> {
  const server = hostOf(answer.url);
  if (!looksLikeJson(answer)) {
    const got = answer.headers.get('content-type')?.slice(0, 100) ?? 'no content type';
    const page = pageTitle(answer.body);
    throw fail(
      voice.notJson,
      {
        server,
        got,
        status: answer.status,
        url: answer.url,
        page: page ? `; its page is titled "${page}"` : '',
      },
      { raw: answer.body },
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(answer.body);
  } catch (thrown) {
    // The parser quotes the text it stumbled over, which may hold half a token: its error is not passed on.
    if (!(thrown instanceof SyntaxError)) throw thrown;
    throw fail(voice.cut, { server, bytes: Buffer.byteLength(answer.body) });
  }
  if (isRecord(value)) return value;
  throw fail(voice.odd, { server, field: 'the body', expected: 'an object', got: kindOf(value) });
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a value is, without saying what it holds: it may be a secret. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (value === '') return 'an empty string';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}

export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url.slice(0, 100);
}

/** How long the server asks to wait (RFC 9110 section 10.2.3): seconds or a date. At most a day is believed. */
export function retryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  const waitMs = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - nowMs;
  return Number.isFinite(waitMs) ? Math.min(Math.max(0, waitMs), 86_400_000) : undefined;
}

/** The server's clock minus ours, if it tells the time (RFC 9110 section 6.6.1). */
export function clockDifferenceMs(answer: ServerAnswer): number | undefined {
  const theirs = Date.parse(answer.headers.get('date') ?? '');
  // The header was written somewhere between our sending and our receiving.
  return Number.isFinite(theirs) ? theirs - (answer.sentAtMs + answer.receivedAtMs) / 2 : undefined;
}

async function boundedText(response: Response, tooBig: () => Error): Promise<string> {
  if (!response.body) return '';
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > bodyBytesMax) {
      await reader.cancel();
      throw tooBig();
    }
    chunks.push(value);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function refuseRedirect(answer: ServerAnswer, voice: Voice): void {
  const { status, url, headers } = answer;
  if (status < 300 || status > 399) return;
  const target = headers.get('location') ?? '';
  // Host and path only: a query may carry what was meant for somebody else's eyes.
  const location = URL.canParse(target, url) ? new URL(target, url) : undefined;
  const shown = location ? `${location.host}${location.pathname}`.slice(0, 200) : 'nowhere';
  throw fail(voice.redirected, { server: hostOf(url), location: shown, url, status });
}

function looksLikeJson(answer: ServerAnswer): boolean {
  const type = answer.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  return type === 'application/json' || /^application\/[\w.-]+\+json$/.test(type);
}

/** Who answered instead: a portal usually says so in its title. */
function pageTitle(body: string): string | undefined {
  const title = /<title[^>]{0,200}>([^<]{1,300})/i.exec(body.slice(0, 65_536))?.[1];
  const plain = title
    ?.replace(/[\p{Cc}\p{Cf}\s"]+/gu, ' ')
    .trim()
    .slice(0, 80);
  return plain || undefined;
}

function problemOf(thrown: unknown): string {
  if (thrown instanceof DeadlineExceeded) return `nothing within ${thrown.limitMs / 1000} seconds`;
  let current = thrown;
  for (let depth = 0; depth < 8 && current instanceof Error && current.cause !== undefined; depth += 1) {
    current = current.cause;
  }
  return current instanceof Error ? current.message.slice(0, 200) : 'the request failed';
}
