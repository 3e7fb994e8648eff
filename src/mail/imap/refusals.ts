// What an IMAP server says when it says no, in our words. The one place where Exchange's IMAP texts are read; the
// sentences come from captured sessions (docs/quirks.md).

import type { ImapFlowError } from 'imapflow';
import { fail } from '../../errors/error.ts';
import { networkError } from '../dial-errors.ts';

export interface ImapSituation {
  readonly host: string;
  readonly port: number;
  /** Whose token it is, and the mailbox that was named beside it. */
  readonly account: string;
  readonly mailbox: string;
  readonly doing: string;
  /** The reason the server gave in its BYE, where it gave one. */
  readonly bye?: string | undefined;
  /** The pause that the server has asked for, where it has. */
  readonly waitMs?: number | undefined;
}

/** The library's codes for "the connection is finished" as opposed to "the command was refused". */
const finished: ReadonlySet<string> = new Set([
  'NoConnection',
  'EConnectionClosed',
  'StateLogout',
  'ClosedAfterConnectText',
  'ClosedAfterConnectTLS',
]);
const late: ReadonlySet<string> = new Set([
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
  'UPGRADE_TIMEOUT',
  'ETIMEOUT',
]);
const oversized: ReadonlySet<string> = new Set([
  'LineTooLarge',
  'LiteralTooLarge',
  'ResponseTooLarge',
  'TooManyTokens',
  'TooManyResponses',
]);

/** The named error for what the library threw; undefined where it is not about the server at all. */
export function imapError(thrown: unknown, situation: ImapSituation): Error | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const error = thrown as ImapFlowError;
  const { host, port, account, mailbox, doing } = situation;
  const code = error.code ?? '';
  const options = { cause: thrown };
  const answer = answerOf(error);
  if (error.authenticationFailed) {
    const service = 'IMAP';
    return isNotConnected(answer)
      ? fail('mail-not-connected', { host, account, mailbox, service, answer }, options)
      : fail('mail-token-refused', { host, account, service, answer }, options);
  }
  if (code === 'ETHROTTLE' || situation.waitMs !== undefined) {
    const retryAfterMs = error.throttleReset ?? situation.waitMs ?? 60_000;
    const seconds = Math.ceil(retryAfterMs / 1000);
    const answer = `Request is throttled. Suggested Backoff Time: ${retryAfterMs} milliseconds`;
    return fail('mail-throttled', { host, account, answer, seconds }, { ...options, retryAfterMs });
  }
  if (isNotConnected(answer)) {
    return fail('mail-not-connected', { host, account, mailbox, service: 'IMAP', answer }, options);
  }
  if (error.tlsFailed && !error.cause) {
    return fail('mail-starttls-missing', { host, port, answer: withoutStop(error.message) }, options);
  }
  if (error.responseStatus === 'NO' || error.responseStatus === 'BAD') {
    return fail('mail-refused', { host, doing, answer }, { ...options, ...retryOf(answer) });
  }
  if (finished.has(code)) {
    const said = situation.bye ?? error.reason ?? 'without a word';
    return fail('mail-connection-lost', { host, doing, answer: withoutStop(said) }, options);
  }
  if (late.has(code)) return fail('net-timeout', { host: `${host}:${port}`, reason: code }, options);
  if (oversized.has(code)) {
    return fail('mail-limit-exceeded', { host, what: doing, bytesMax: error.maxSize ?? 0 }, options);
  }
  if (code.startsWith('ParserError') || code === 'InvalidResponse' || code === 'MissingTag') {
    return fail('mail-answer-not-understood', { host, doing, answer: withoutStop(error.message) }, options);
  }
  return networkError(thrown, { host, port });
}

function answerOf(error: ImapFlowError): string {
  const text = error.responseText ?? (typeof error.response === 'string' ? error.response : error.message);
  return withoutStop(text);
}

/** Exchange signs in first and looks for the mailbox afterwards: this sentence is the second half of a sign-in. */
function isNotConnected(answer: string): boolean {
  return /authenticated but not connected/i.test(answer);
}

/** "Server Unavailable. 15" comes and goes: the front end has lost its back end for a moment. */
function retryOf(answer: string): { retry?: 'later' } {
  return /server unavailable|try again/i.test(answer) ? { retry: 'later' } : {};
}

function withoutStop(text: string): string {
  return text.trim().replace(/\.+$/, '');
}
