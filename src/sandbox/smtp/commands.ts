// The commands of a submission session: which there are, and the short ones. The long ones are auth.ts (AUTH),
// envelope.ts (MAIL, RCPT) and content.ts (DATA, BDAT).

import { serverName } from '../server-name.ts';
import { authenticate } from './auth.ts';
import { bdat, data } from './content.ts';
import { mail, rcpt } from './envelope.ts';
import type { SmtpSession } from './session.ts';
import { smtpSizeMax } from './transaction.ts';

/** `ordered` is what a planned fault wants to be said in the command's place; only BDAT is given it. */
export type SmtpHandler = (session: SmtpSession, text: string, ordered?: string) => Promise<void>;

async function ehlo(session: SmtpSession, text: string): Promise<void> {
  if (!isClientName(text)) return session.refuse(501, 'Invalid domain name', '5.5.4');
  session.clientName = text;
  session.reset();
  await session.reply(250, [
    `${serverName} Hello [${session.connection.clientAddress}]`,
    `SIZE ${smtpSizeMax}`,
    'PIPELINING',
    'DSN',
    'ENHANCEDSTATUSCODES',
    session.connection.secure ? 'AUTH LOGIN XOAUTH2' : 'STARTTLS',
    '8BITMIME',
    'BINARYMIME',
    'CHUNKING',
    'SMTPUTF8',
  ]);
}

async function helo(session: SmtpSession, text: string): Promise<void> {
  if (!isClientName(text)) return session.refuse(501, 'Invalid domain name', '5.5.4');
  session.clientName = text;
  session.reset();
  await session.reply(250, `${serverName} Hello [${session.connection.clientAddress}]`);
}

async function startTls(session: SmtpSession): Promise<void> {
  if (session.connection.secure) {
    return session.refuse(503, 'Only one STARTTLS command can be issued', '5.5.2');
  }
  await session.reply(220, 'SMTP server ready', '2.0.0');
  // RFC 3207 section 4.2: whatever was said before counts for nothing, buffered commands least of all.
  session.queue.takeAll();
  session.reset();
  session.clientName = undefined;
  await session.connection.startTls();
}

async function rset(session: SmtpSession): Promise<void> {
  session.reset();
  await session.reply(250, 'Resetting', '2.0.0');
}

async function quit(session: SmtpSession): Promise<void> {
  await session.reply(221, 'Service closing transmission channel', '2.0.0');
  session.connection.end();
}

async function help(session: SmtpSession): Promise<void> {
  await session.reply(214, [
    'This server supports the following commands:',
    'HELO EHLO STARTTLS RCPT DATA RSET MAIL QUIT HELP AUTH BDAT NOOP VRFY',
  ]);
}

/** For commands that take nothing (RFC 5321 section 4.1.1: "501 no parameters allowed"). */
function alone(handler: SmtpHandler): SmtpHandler {
  return (session, text) =>
    text === '' ? handler(session, text) : session.refuse(501, 'Invalid arguments', '5.5.4');
}

function afterHello(handler: SmtpHandler): SmtpHandler {
  return (session, text, ordered) =>
    session.clientName === undefined
      ? session.refuse(503, 'Send hello first', '5.5.2')
      : handler(session, text, ordered);
}

export const commandTable: ReadonlyMap<string, SmtpHandler> = new Map([
  ['EHLO', ehlo],
  ['HELO', helo],
  ['STARTTLS', alone(startTls)],
  ['AUTH', afterHello(authenticate)],
  ['MAIL', afterHello(mail)],
  ['RCPT', rcpt],
  ['DATA', alone(data)],
  ['BDAT', bdat],
  ['RSET', alone(rset)],
  ['NOOP', (session) => session.reply(250, 'OK', '2.0.0')],
  ['VRFY', (session) => session.reply(252, 'Cannot VRFY user', '2.1.5')],
  ['EXPN', (session) => session.refuse(502, 'Command not implemented', '5.3.3')],
  ['HELP', help],
  ['QUIT', alone(quit)],
]);

/** A domain or an address literal; clients name themselves as they like, but in one word. */
function isClientName(text: string): boolean {
  return text.length > 0 && text.length <= 255 && !/[\s\x00-\x1f\x7f]/.test(text);
}
