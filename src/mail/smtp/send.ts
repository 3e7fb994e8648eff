// One message out through the submission port (RFC 6409): STARTTLS, AUTH XOAUTH2, envelope, data. On nodemailer, which
// also writes the MIME. Exchange files the copy in Sent Items by itself, so nothing is appended anywhere.

import type { AccessToken } from '../../base/token-source.ts';
import { trusted } from '../dial-errors.ts';
import { type Door, inTime, withToken } from '../door.ts';
import { smtpError } from './refusals.ts';

/** RFC 5321 section 4.5.3.2 gives the final answer to DATA ten minutes. */
const sendLimitMs = 11 * 60_000;
const answerLimitMs = 60_000;

export interface OutgoingMessage {
  /** Default: the mailbox that the token belongs to. */
  readonly from?: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

export interface SentMessage {
  /** As written into the message. Exchange may replace it and keep ours as X-Microsoft-Original-Message-ID. */
  readonly messageId: string;
  /** The server's last word, e.g. `250 2.0.0 OK <...> [Hostname=...]`. */
  readonly reply: string;
  readonly accepted: readonly string[];
  readonly rejected: readonly string[];
}

/**
 * Resolves when the server has taken the message over. A token that is refused is replaced once; nothing was sent then.
 *
 * @throws `mail-token-refused`, `mail-smtp-auth-disabled`, `mail-sign-in-blocked`, `mail-sender-refused`,
 *   `mail-recipients-refused`, `mail-refused` (with `retry: 'later'` for 4xx), `net-...`, `tls-...` and others
 */
export function sendMail(door: Door, message: OutgoingMessage): Promise<SentMessage> {
  return withToken(door, 'smtp', async (token) => {
    const sender = message.from ?? token.username;
    const { host, port } = door.server;
    const { account, signal } = door;
    try {
      return await inTime(door, { doing: 'the sending', limitMs: sendLimitMs, signal }, (signal) =>
        submit(door, token, { ...message, from: sender }, signal),
      );
    } catch (error) {
      throw smtpError(error, { host, port, account, sender, recipients: message.to }) ?? error;
    }
  });
}

async function submit(
  door: Door,
  token: AccessToken,
  message: OutgoingMessage & { from: string },
  signal: AbortSignal,
): Promise<SentMessage> {
  // Loaded on first use: most commands never send.
  const { createTransport } = await import('nodemailer');
  const { host, port, security } = door.server;
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: true,
    tls: { ...trusted(door.ca), minVersion: 'TLSv1.2' },
    // A server whose offer lacks AUTH is asked all the same: its refusal is clearer than that of an anonymous MAIL FROM.
    forceAuth: true,
    auth: { type: 'OAuth2', user: token.username, accessToken: token.secret.reveal() },
    connectionTimeout: answerLimitMs,
    greetingTimeout: answerLimitMs,
    socketTimeout: answerLimitMs,
    // What is sent comes from the caller and from nowhere else.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const { from, to, subject, text } = message;
    const sent = await transport.sendMail({ from, to: [...to], subject, text, signal });
    const addresses = (list: readonly unknown[] | undefined): string[] =>
      (list ?? []).map((entry) => String(entry));
    return {
      messageId: sent.messageId,
      reply: sent.response,
      accepted: addresses(sent.accepted),
      rejected: addresses(sent.rejected),
    };
  } finally {
    transport.close();
  }
}
