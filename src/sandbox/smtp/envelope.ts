// MAIL and RCPT (RFC 5321 sections 4.1.1.2 and 4.1.1.3): the envelope, its parameters, and what Exchange refuses before
// it has seen the message.

import { parseSmtpPath } from '../../wire/smtp/command.ts';
import { readMailParameters, readRcptParameters } from '../../wire/smtp/parameters.ts';
import { plainSubmission } from '../model.ts';
import { serverName } from '../server-name.ts';
import { maySendAs } from './send-as.ts';
import type { SmtpSession } from './session.ts';
import { smtpSizeMax } from './transaction.ts';

export async function mail(session: SmtpSession, text: string): Promise<void> {
  const path = parseSmtpPath(text, 'FROM');
  if (!path) return session.refuse(501, 'Invalid address', '5.1.7');
  const { sender } = session;
  if (!sender) return session.refuse(530, `Client not authenticated to send mail. [${serverName}]`, '5.7.57');
  if (session.transaction) return session.refuse(503, 'Sender already specified', '5.5.2');
  const parameters = readMailParameters(path.params);
  if (!parameters) return session.refuse(501, 'Invalid arguments', '5.5.4');
  if (!parameters.smtpUtf8 && !isAscii(path.address)) return notAscii(session);
  const { messageBytesMax } = sender.mailbox.settings.submission ?? plainSubmission();
  if ((parameters.size ?? 0) > Math.min(smtpSizeMax, messageBytesMax)) return tooBig(session);
  const { quirks } = session.options;
  const sendsAs = path.address === '' || maySendAs(session.options, sender, path.address);
  if (quirks.sendAsRefusal === 'at-mail' && !sendsAs) return refuseSender(session);
  session.transaction = { from: path.address, parameters, recipients: [], chunks: undefined, bytes: 0 };
  session.options.submissions.underWay.enter(sender.mailbox);
  await session.reply(250, 'Sender OK', '2.1.0');
}

export async function rcpt(session: SmtpSession, text: string): Promise<void> {
  const { transaction, sender } = session;
  if (!transaction || !sender || transaction.chunks) {
    return session.refuse(503, 'Need mail command.', '5.5.2');
  }
  // The one address without a domain (RFC 5321 section 4.5.1).
  const complete = text.replace(/^(TO:\s*<postmaster)>/i, `$1@${domainOf(sender.mailbox.address)}>`);
  const path = parseSmtpPath(complete, 'TO');
  if (!path) return session.refuse(501, 'Invalid address', '5.1.3');
  const parameters = readRcptParameters(path.params);
  if (!parameters) return session.refuse(501, 'Invalid arguments', '5.5.4');
  if (!transaction.parameters.smtpUtf8 && !isAscii(path.address)) return notAscii(session);
  const { recipientsMax } = sender.mailbox.settings.submission ?? plainSubmission();
  if (transaction.recipients.length >= recipientsMax) {
    return session.reply(452, 'Too many recipients', '4.5.3');
  }
  transaction.recipients.push({ address: path.address, ...parameters });
  await session.reply(250, 'Recipient OK', '2.1.5');
}

export async function refuseSender(session: SmtpSession): Promise<void> {
  const text = `SMTP; Client does not have permissions to send as this sender [${serverName}]`;
  await session.reply(550, text, '5.7.60');
}

export async function tooBig(session: SmtpSession): Promise<void> {
  await session.reply(552, 'Message size exceeds fixed maximum message size', '5.3.4');
}

/** RFC 6531 section 3.4: an address that is not ASCII is sent with SMTPUTF8 or not at all. */
async function notAscii(session: SmtpSession): Promise<void> {
  await session.reply(553, 'SMTPUTF8 is required for this address', '5.6.7');
}

function isAscii(address: string): boolean {
  return /^[\x00-\x7f]*$/.test(address);
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
