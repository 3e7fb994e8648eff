// What an IMAP server says when it says no, in our words. The one place where Exchange's IMAP texts are read; the
// sentences come from captured sessions (docs/quirks.md).

import type { ImapFlowError } from 'imapflow';
import { type ErrorOptions, fail, type MailgrantError } from '../../errors/error.ts';
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

/** What a server said when it said no, as it stands on the wire. */
export interface ImapRefusal {
  readonly status: 'NO' | 'BAD' | 'BYE';
  /** Between brackets (RFC 5530), without them. */
  readonly code?: string | undefined;
  readonly text: string;
}

/** The named error for a refusal that is the answer to a token. */
export function signInRefusal(
  refusal: ImapRefusal,
  situation: ImapSituation,
  options: ErrorOptions = {},
): MailgrantError {
  const { host, account, mailbox } = situation;
  const answer = answerTo(refusal);
  const told = isToldApart(refusal, situation, options);
  if (told) return told;
  switch (codeName(refusal) ?? '') {
    // The token is good, and this mailbox is none of its own.
    case 'AUTHORIZATIONFAILED':
      return fail('mail-not-connected', { host, account, mailbox, service: 'IMAP', answer }, options);
    case 'CONTACTADMIN':
    case 'WEBALERT':
      return fail('mail-sign-in-blocked', { host, account, answer }, options);
    case 'UNAVAILABLE':
    case 'SERVERBUG':
    case 'INUSE':
    case 'LIMIT':
      return fail('mail-refused', { host, doing: 'the sign-in', answer }, { ...options, retry: 'later' });
  }
  if (/server unavailable/i.test(answer)) {
    return fail('mail-refused', { host, doing: 'the sign-in', answer }, { ...options, retry: 'later' });
  }
  // A goodbye is no verdict, unless it names the token.
  if (refusal.status === 'BYE' && !/AccessTokenExpired/i.test(answer)) {
    return fail('mail-connection-lost', { host, doing: 'the sign-in', answer }, options);
  }
  return fail('mail-token-refused', { host, account, service: 'IMAP', answer }, options);
}

/** The named error for a refusal of anything else. */
export function commandRefusal(
  refusal: ImapRefusal,
  situation: ImapSituation,
  options: ErrorOptions = {},
): MailgrantError {
  const { host, doing } = situation;
  const answer = answerTo(refusal);
  const told = isToldApart(refusal, situation, options);
  if (told) return told;
  if (refusal.status === 'BYE') return fail('mail-connection-lost', { host, doing, answer }, options);
  return fail('mail-refused', { host, doing, answer }, { ...options, ...retryOf(answer) });
}

/** Whether it is one of those that `commandRefusal` has `mail-throttled` for: most are not, and an error is dear to make. */
export function isThrottled(refusal: ImapRefusal): boolean {
  return asksForQuiet(answerTo(refusal)) || isTooMany(refusal);
}

function asksForQuiet(answer: string): boolean {
  return /request is throttled/i.test(answer);
}

/** What means the same whatever it answers. */
function isToldApart(
  refusal: ImapRefusal,
  { host, account, mailbox }: ImapSituation,
  options: ErrorOptions,
): MailgrantError | undefined {
  const answer = answerTo(refusal);
  if (asksForQuiet(answer)) {
    const named = /suggested backoff time: *(\d{1,9})/i.exec(answer)?.[1];
    const retryAfterMs = named === undefined ? throttleWaitMs : Number(named);
    const seconds = Math.ceil(retryAfterMs / 1000);
    return fail('mail-throttled', { host, account, answer, seconds }, { ...options, retryAfterMs });
  }
  if (isTooMany(refusal)) {
    const hint = `Close other programs that have ${mailbox} open, or wait until they have ended.`;
    const seconds = tooManyWaitMs / 1000;
    return fail(
      'mail-throttled',
      { host, account, answer, seconds },
      { ...options, retryAfterMs: tooManyWaitMs, hint },
    );
  }
  if (!isNotConnected(answer)) return undefined;
  return fail('mail-not-connected', { host, account, mailbox, service: 'IMAP', answer }, options);
}

/** Where the server names no time. */
const throttleWaitMs = 60_000;
/** Sessions of others have to end first: ours to guess. */
const tooManyWaitMs = 30_000;

/** Gmail ("Too many simultaneous connections"), Dovecot ("Maximum number of connections from user+IP exceeded"). */
function isTooMany({ text }: ImapRefusal): boolean {
  return /too many (?:\w+ )?(?:connections|sessions|logins)|maximum number of (?:\w+ )?(?:connections|sessions)|exceeded command or bandwidth/i.test(
    text,
  );
}

function codeName({ code }: ImapRefusal): string | undefined {
  return code?.split(' ', 1)[0]?.toUpperCase();
}

function answerTo({ code, text }: ImapRefusal): string {
  return withoutStop(code === undefined ? text : `[${code}] ${text}`);
}

/** The named error for what the library threw; undefined where it is not about the server at all. */
export function imapError(thrown: unknown, situation: ImapSituation): Error | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const error = thrown as ImapFlowError;
  const { host, port, doing } = situation;
  const code = error.code ?? '';
  const options = { cause: thrown };
  const refusal = refusalIn(error);
  if (error.authenticationFailed) return signInRefusal(refusal, situation, options);
  if (code === 'ETHROTTLE' || situation.waitMs !== undefined) {
    const retryAfterMs = error.throttleReset ?? situation.waitMs ?? throttleWaitMs;
    const text = `Request is throttled. Suggested Backoff Time: ${retryAfterMs} milliseconds`;
    return commandRefusal({ status: 'BAD', text }, situation, options);
  }
  if (isNotConnected(refusal.text)) return commandRefusal(refusal, situation, options);
  if (error.tlsFailed && !error.cause) {
    return fail('mail-starttls-missing', { host, port, answer: withoutStop(error.message) }, options);
  }
  if (error.responseStatus === 'NO' || error.responseStatus === 'BAD') {
    return commandRefusal(refusal, situation, options);
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

function refusalIn(error: ImapFlowError): ImapRefusal {
  const text = error.responseText ?? (typeof error.response === 'string' ? error.response : error.message);
  const status = error.responseStatus === 'BAD' ? 'BAD' : 'NO';
  return { status, code: error.serverResponseCode, text };
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
