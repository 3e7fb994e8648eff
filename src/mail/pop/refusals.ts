// What a POP server says when it says no. The one place where Exchange's POP texts and the codes of RFC 2449 and RFC 3206
// are read.

import { fail, type MailgrantError } from '../../errors/error.ts';
import type { PopReply } from '../../wire/pop/command.ts';
import { type Door, knownAt } from '../door.ts';

/** RFC 2449 section 6.5 leaves the time to the server; where it does not tell, a minute is polite. */
const loginDelaySecondsDefault = 60;

/** Whom the refusal is about, and who says it. */
export type Refusing = Pick<Door, 'account' | 'server' | 'known'>;

/** `reply` is the answer to the token. */
export function signInError(
  place: Refusing,
  mailbox: string,
  reply: PopReply,
  loginDelaySeconds = loginDelaySecondsDefault,
): MailgrantError {
  const { account, server } = place;
  const { host } = server;
  const { kind, text } = reply;
  if (isLoginDelay(text)) {
    const details = { host, account, answer: withoutStop(text), seconds: loginDelaySeconds };
    return knownAt(fail('mail-throttled', details, { retryAfterMs: loginDelaySeconds * 1000 }), place, 'pop');
  }
  if (kind !== 'error' || isNotConnected(text) || isInUse(text) || isTooMany(text) || isTrouble(text)) {
    return popError(place, 'the sign-in', text, mailbox);
  }
  const answer = `-ERR ${withoutStop(text)}`;
  return knownAt(fail('mail-token-refused', { host, account, service: 'POP', answer }), place, 'pop');
}

/** `reply` is the answer to AUTH, before there was a token to refuse. */
export function promptError(place: Refusing, mailbox: string, reply: PopReply): MailgrantError {
  const error = signInError(place, mailbox, reply);
  return error.code === 'mail-token-refused' ? popError(place, 'AUTH XOAUTH2', reply.text, mailbox) : error;
}

export function popError(
  place: Refusing,
  doing: string,
  text: string,
  mailbox = place.account,
): MailgrantError {
  return knownAt(commandError(place, doing, text, mailbox), place, 'pop');
}

/**
 * `text` is the refusal of the first command behind the sign-in, which any server takes: Exchange says "+OK" before it has
 * looked for the mailbox, and "Command is not valid in this state." where there is none to be had.
 */
export function firstCommandError(place: Refusing, text: string, mailbox: string): MailgrantError {
  const error = popError(place, 'the sign-in', text, mailbox);
  if (error.code !== 'mail-refused' || error.retry === 'later') return error;
  const { account, server } = place;
  const details = { host: server.host, account, mailbox, service: 'POP', answer: withoutStop(text) };
  return knownAt(fail('mail-not-connected', details), place, 'pop');
}

export function isExchange(greeting: string): boolean {
  return /microsoft exchange/i.test(greeting);
}

function commandError(place: Refusing, doing: string, text: string, mailbox: string): MailgrantError {
  const { account, server } = place;
  const { host } = server;
  const answer = withoutStop(text);
  if (isNotConnected(text)) {
    return fail('mail-not-connected', { host, account, mailbox, service: 'POP', answer });
  }
  if (isTooMany(text)) {
    const hint = `Close other programs that have ${mailbox} open, or wait until they have ended.`;
    const seconds = tooManyWaitMs / 1000;
    return fail('mail-throttled', { host, account, answer, seconds }, { retryAfterMs: tooManyWaitMs, hint });
  }
  if (isInUse(text)) return fail('mail-pop-in-use', { host, mailbox, answer });
  const passing = /\[SYS\/TEMP\]|server unavailable|try again/i.test(text);
  return fail('mail-refused', { host, doing, answer }, passing ? { retry: 'later' } : {});
}

function isNotConnected(text: string): boolean {
  return /authenticated but not connected/i.test(text);
}

/** RFC 2449 section 8.1.1, and the words of servers that know no codes. */
function isInUse(text: string): boolean {
  return /\[IN-USE\]|\b(?:mailbox|mail ?drop)\b.*\b(?:in use|locked)\b|unable to lock/i.test(text);
}

/** Sessions of others have to end first: ours to guess. */
const tooManyWaitMs = 30_000;

/** Words of Dovecot and others; there is no code for it. */
function isTooMany(text: string): boolean {
  return /too many (?:\w+ )?(?:connections|sessions|logins)|maximum number of (?:\w+ )?(?:connections|sessions)/i.test(
    text,
  );
}

/** RFC 2449 section 8.1.1: the sign-in came too soon after the last one. */
function isLoginDelay(text: string): boolean {
  return /\[LOGIN-DELAY\]/i.test(text);
}

/** RFC 3206: the server's own trouble, whatever the token was. `[AUTH]` is the token's. */
function isTrouble(text: string): boolean {
  return /\[SYS\/(?:TEMP|PERM)\]|server unavailable/i.test(text);
}

function withoutStop(text: string): string {
  return text.trim().replace(/\.+$/, '');
}
