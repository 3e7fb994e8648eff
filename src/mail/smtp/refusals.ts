// What an SMTP server says when it says no. The one place where Exchange's SMTP texts are read: the enhanced code alone
// does not tell a switch from a policy (5.7.139 is both), so the words are needed.

import { fail, type MailgrantError } from '../../errors/error.ts';
import { networkError } from '../dial-errors.ts';

export interface SmtpSituation {
  readonly host: string;
  readonly port: number;
  readonly account: string;
  readonly sender: string;
  readonly recipients: readonly string[];
}

/** What nodemailer attaches to its errors; everything may be absent. */
interface SmtpFailure extends Error {
  readonly code?: string;
  /** The system's code, where `code` says only where it happened. */
  readonly originalCode?: string;
  readonly response?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

/** A reply that is a refusal, in the form that nodemailer gives to those that it reads. */
export class SmtpRefusal extends Error {
  readonly response: string;
  readonly responseCode: number;
  readonly command: string;

  constructor(reply: { code: number; text: string }, command: string) {
    super(reply.text);
    this.response = reply.text;
    this.responseCode = reply.code;
    this.command = command;
  }
}

/** The named error for a reply of the server; the refusal itself is its cause. */
export function replyError(
  reply: { code: number; text: string },
  command: string,
  situation: SmtpSituation,
): MailgrantError {
  return refusalError(new SmtpRefusal(reply, command), situation);
}

/** The named error for a reply to the token. */
export function signInReplyError(
  reply: { code: number; text: string },
  situation: SmtpSituation,
): MailgrantError {
  return signInError(new SmtpRefusal(reply, 'AUTH'), withoutStop(reply.text), situation);
}

/** The named error for what the library threw; undefined where it is not about the server at all. */
export function smtpError(thrown: unknown, situation: SmtpSituation): Error | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const error = thrown as SmtpFailure;
  const { host, port } = situation;
  const answer = withoutStop(error.response ?? error.message);
  const doing = stage(error.command);
  const options = { cause: thrown };
  if (error.code === 'EAUTH' && error.responseCode) return signInError(error, answer, situation);
  if (error.code === 'ETLS') {
    return error.command === 'STARTTLS' || error.response
      ? fail('mail-starttls-missing', { host, port, answer }, options)
      : fail('tls-failed', { host: `${host}:${port}`, reason: answer }, options);
  }
  if (error.responseCode) return refusalError(error, situation);
  const network = networkError(withSystemCode(error), { host, port });
  if (network) return network;
  if (error.code === 'ECONNECTION') return fail('mail-connection-lost', { host, doing, answer }, options);
  if (error.code === 'EPROTOCOL') return fail('mail-answer-not-understood', { host, doing, answer }, options);
  return undefined;
}

function refusalError(error: SmtpFailure, situation: SmtpSituation): MailgrantError {
  const { host, account, sender } = situation;
  const answer = withoutStop(error.response ?? error.message);
  const options = { cause: error };
  const code = error.responseCode ?? 0;
  if (/sendasdenied|does not have permissions to send as|^550 5\.7\.60/i.test(answer)) {
    return fail('mail-sender-refused', { account, sender, answer }, options);
  }
  if (isThrottle(answer)) return throttled(answer, situation, error);
  if (code === 552 || /^\d+ 5\.3\.4\b|MaxSubmissionExceeded/i.test(answer)) {
    return fail('mail-refused', { host, doing: 'a message of that size', answer }, options);
  }
  const retry = code < 500 ? ({ retry: 'later' } as const) : {};
  if (error.command === 'RCPT TO') {
    const recipients = situation.recipients.join(', ');
    return fail('mail-recipients-refused', { host, recipients, answer }, { ...options, ...retry });
  }
  return fail('mail-refused', { host, doing: stage(error.command), answer }, { ...options, ...retry });
}

/** Exchange's ways to say "not now, and fewer of you": sender thread limit, server busy, service not active. */
function isThrottle(answer: string): boolean {
  return /^432 |^4\d\d 4\.(?:7\.500|5\.127)\b|sender thread limit|^421 4\.(3\.2|7\.\d+)\b|^4.*too many (?:\w+ )?(?:connections|sessions)/i.test(
    answer,
  );
}

const throttleWaitMs = 10_000;

/** SMTP has no field for a time: the wait is ours, and the hint says so. */
function throttled(answer: string, { host, account }: SmtpSituation, cause: Error): MailgrantError {
  const seconds = throttleWaitMs / 1000;
  const hint = 'Send fewer messages at a time; Exchange takes three, and thirty a minute.';
  return fail(
    'mail-throttled',
    { host, account, answer, seconds },
    { cause, retryAfterMs: throttleWaitMs, hint },
  );
}

function signInError(error: SmtpFailure, answer: string, situation: SmtpSituation): MailgrantError {
  const { host, account } = situation;
  const options = { cause: error };
  const disabled = /SmtpClientAuthentication is disabled for the (\w+)/i.exec(answer)?.[1];
  if (disabled) {
    const scope = disabled.toLowerCase() === 'tenant' ? 'whole organisation' : 'mailbox';
    return fail('mail-smtp-auth-disabled', { account, scope, answer }, options);
  }
  // 5.7.139 is Exchange's number for everything that a policy decides.
  // 5.7.30 is the announced end of passwords.
  if (/^535 5\.7\.139|^550 5\.7\.30\b/.test(answer))
    return fail('mail-sign-in-blocked', { host, account, answer }, options);
  // Switched off, deleted, or without a licence: another token does not open it either.
  if (/^550 5\.2\.1\b/.test(answer)) {
    return fail('mail-not-connected', { host, account, mailbox: account, service: 'SMTP', answer }, options);
  }
  if (error.responseCode === 502 || error.responseCode === 504) {
    return fail('mail-xoauth2-missing', { host, offered: 'other mechanisms' }, options);
  }
  if (isThrottle(answer)) return throttled(answer, situation, error);
  if (error.responseCode !== undefined && error.responseCode < 500) {
    return fail('mail-refused', { host, doing: 'the sign-in', answer }, { ...options, retry: 'later' });
  }
  return fail('mail-token-refused', { host, account, service: 'SMTP', answer }, options);
}

/** nodemailer moves the system's code aside; the shared table wants it in its place. */
function withSystemCode(error: SmtpFailure): Error {
  if (!error.originalCode) return error;
  return Object.assign(new Error(error.message), { code: error.originalCode });
}

function stage(command: string | undefined): string {
  return command === undefined || command === 'CONN' || command === 'API' ? 'the connection' : command;
}

function withoutStop(text: string): string {
  return text.trim().replace(/\.+$/, '');
}
