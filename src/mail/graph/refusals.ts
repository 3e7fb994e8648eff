// What Graph says when it says no, in our words. The one place where its codes and texts are read: the same 401
// `InvalidAuthenticationToken` means another audience, an expired token and a mangled one, so the words are needed.

import { fail, type MailgrantError } from '../../errors/error.ts';

export interface GraphRefusal {
  readonly account: string;
  readonly doing: string;
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON. */
  readonly body: unknown;
  /** Of the token that was used. */
  readonly scopes: readonly string[];
  readonly nowMs: number;
}

const defaultWaitMs = 10_000;

/** Undefined for a body that is not Graph's error shape. */
export function graphError(refusal: GraphRefusal): MailgrantError | undefined {
  const { account, doing, status, headers, scopes } = refusal;
  const told = vendorError(refusal.body);
  if (status === 429 || status === 503 || status === 504) return waiting(refusal, told?.message);
  if (!told) return undefined;
  const answer = withoutStop(told.message);
  const requestId = headers.get('request-id') ?? 'unknown';
  const raw = { raw: refusal.body };
  const details = { account, doing, answer, vendor: told.code, requestId };
  if (status === 401) {
    if (/invalid audience/i.test(answer)) return fail('graph-wrong-audience', details, raw);
    if (/insufficient_claims/.test(headers.get('www-authenticate') ?? '')) {
      return fail('graph-claims-challenge', { ...details, claims: claimsIn(headers) }, raw);
    }
    return fail('graph-token-refused', details, raw);
  }
  if (status === 403) {
    const carried = scopes.length === 0 ? 'no scopes' : scopes.join(' ');
    return fail('graph-access-denied', { ...details, scopes: carried }, raw);
  }
  if (/MailboxNotEnabledForRESTAPI/i.test(told.code)) return fail('graph-mailbox-missing', details, raw);
  if (status === 404) return fail('graph-not-found', details, raw);
  if (status >= 500) return fail('graph-unavailable', { ...details, status }, raw);
  return fail('graph-refused', { ...details, status }, raw);
}

function waiting(refusal: GraphRefusal, message: string | undefined): MailgrantError {
  const { account, doing, status, headers, nowMs } = refusal;
  const answer = withoutStop(message ?? 'no explanation');
  const retryAfterMs = retryAfter(headers, nowMs) ?? defaultWaitMs;
  const options = { retryAfterMs, raw: refusal.body };
  if (status !== 429) return fail('graph-unavailable', { doing, status, answer }, options);
  const seconds = Math.ceil(retryAfterMs / 1000);
  return fail('graph-throttled', { account, doing, answer, seconds }, options);
}

/** RFC 9110 section 10.2.3: seconds, or a date. */
function retryAfter(headers: Headers, nowMs: number): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - nowMs;
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}

/** The claims that the next sign-in has to satisfy, as the base64 that the server gave. */
function claimsIn(headers: Headers): string {
  return /claims="([^"]*)"/.exec(headers.get('www-authenticate') ?? '')?.[1] ?? '';
}

function vendorError(body: unknown): { code: string; message: string } | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
  const { error } = body;
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
  return typeof error.code === 'string' ? { code: error.code, message: message || error.code } : undefined;
}

function withoutStop(text: string): string {
  return text.trim().replace(/\.+$/, '');
}
