// One message: MAIL, RCPT, then DATA or BDAT (RFC 5321 section 3.3, RFC 3030), and the checks that Exchange makes
// before it takes the message over.

import { DotReader } from '../../wire/dot-lines.ts';
import { parseSmtpPath } from '../../wire/smtp/command.ts';
import type { Mailbox } from '../mailboxes/mailbox.ts';
import { parseMime } from '../mime/parse.ts';
import { addresses } from '../mime/read.ts';
import { serverName } from '../server-name.ts';
import { type SmtpSession, smtpSizeMax } from './session.ts';

export interface Transaction {
  readonly from: string;
  readonly recipients: string[];
  /** BINARYMIME: DATA is not allowed (RFC 3030 section 3). */
  readonly binary: boolean;
  /** BDAT chunks so far; undefined before the first. */
  chunks: Buffer[] | undefined;
  bytes: number;
}

/** Messages as large as the announced SIZE would be held in memory; the sandbox stops at Exchange's default of 35 MB. */
const messageBytesMax = 36_700_160;
const recipientsMax = 500;
const parallelMax = 3;

const mailParams = new Set(['SIZE', 'BODY', 'SMTPUTF8', 'RET', 'ENVID', 'AUTH']);
const rcptParams = new Set(['NOTIFY', 'ORCPT']);

export async function mail(session: SmtpSession, text: string): Promise<void> {
  const path = parseSmtpPath(text, 'FROM');
  if (!path) return session.reply(501, 'Invalid address', '5.1.7');
  if (!session.mailbox) {
    return session.reply(530, `Client not authenticated to send mail. [${serverName}]`, '5.7.57');
  }
  if (session.transaction) return session.reply(503, 'Sender already specified', '5.5.2');
  const body = path.params.get('BODY')?.toUpperCase() ?? '7BIT';
  const unknown = [...path.params.keys()].some((name) => !mailParams.has(name));
  if (unknown || !['7BIT', '8BITMIME', 'BINARYMIME'].includes(body)) {
    return session.reply(501, 'Invalid arguments', '5.5.4');
  }
  if (Number(path.params.get('SIZE') ?? 0) > smtpSizeMax) return tooBig(session);
  session.transaction = {
    from: path.address,
    recipients: [],
    binary: body === 'BINARYMIME',
    chunks: undefined,
    bytes: 0,
  };
  session.options.submissions.enter(session.mailbox);
  await session.reply(250, 'Sender OK', '2.1.0');
}

export async function rcpt(session: SmtpSession, text: string): Promise<void> {
  const { transaction } = session;
  if (!transaction || transaction.chunks) return session.reply(503, 'Need mail command.', '5.5.2');
  const path = parseSmtpPath(text, 'TO');
  if (!path) return session.reply(501, 'Invalid address', '5.1.3');
  if ([...path.params.keys()].some((name) => !rcptParams.has(name))) {
    return session.reply(501, 'Invalid arguments', '5.5.4');
  }
  if (transaction.recipients.length >= recipientsMax) {
    return session.reply(452, 'Too many recipients', '4.5.3');
  }
  transaction.recipients.push(path.address);
  await session.reply(250, 'Recipient OK', '2.1.5');
}

export async function data(session: SmtpSession, text: string): Promise<void> {
  const { transaction } = session;
  if (text !== '') return session.reply(501, 'Invalid arguments', '5.5.4');
  if (!transaction || transaction.recipients.length === 0)
    return session.reply(503, 'Need rcpt command', '5.5.2');
  if (transaction.binary || transaction.chunks) {
    return session.reply(503, 'DATA is not possible with BINARYMIME or after BDAT', '5.5.2');
  }
  await session.reply(354, 'Start mail input; end with <CRLF>.<CRLF>');
  const reader = new DotReader(messageBytesMax);
  for (;;) {
    const available = session.queue.takeAll();
    const used = reader.push(available);
    if (used !== undefined) {
      session.queue.push(available.subarray(used));
      break;
    }
    if (!(await session.readMore())) return;
  }
  if (reader.tooBig) {
    session.reset();
    return tooBig(session);
  }
  await takeOver(session, transaction, reader.finish());
}

export async function bdat(session: SmtpSession, text: string): Promise<void> {
  const match = /^(\d{1,12})(?:\s+(LAST))?$/i.exec(text);
  if (!match) return session.reply(501, 'Invalid arguments', '5.5.4');
  const size = Number(match[1]);
  const { transaction } = session;
  const refused = !transaction || transaction.recipients.length === 0;
  const over = (transaction?.bytes ?? 0) + size > messageBytesMax;
  // The octets follow whatever we say (RFC 3030 section 2): they are read, and kept only when they are wanted.
  const chunk = await readBlock(session, size, !refused && !over);
  if (!chunk) return;
  if (refused) return session.reply(503, 'Need rcpt command', '5.5.2');
  if (over) {
    session.reset();
    return tooBig(session);
  }
  transaction.chunks = [...(transaction.chunks ?? []), chunk];
  transaction.bytes += size;
  if (match[2]) return takeOver(session, transaction, Buffer.concat(transaction.chunks));
  await session.reply(250, `Continue. ${size} octets received`, '2.6.0');
}

async function readBlock(session: SmtpSession, size: number, keep: boolean): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let left = size;
  while (left > 0) {
    const piece = session.queue.take(Math.min(left, session.queue.length)) ?? Buffer.alloc(0);
    if (keep) pieces.push(piece);
    left -= piece.length;
    if (left > 0 && !(await session.readMore())) return undefined;
  }
  return Buffer.concat(pieces);
}

async function takeOver(session: SmtpSession, transaction: Transaction, raw: Buffer): Promise<void> {
  const { mailbox, options } = session;
  if (!mailbox) return;
  const parallel = options.submissions.count(mailbox);
  session.reset();
  if (parallel > parallelMax) {
    return session.reply(
      432,
      `STOREDRV.ClientSubmit; sender thread limit exceeded [Hostname=${serverName}]`,
      '4.3.2',
    );
  }
  const foreign = [transaction.from, ...fromField(raw)].find(
    (address) => address !== '' && !maySendAs(mailbox, address, options.mail.mailbox(address)),
  );
  if (foreign !== undefined) {
    const text = `SendAsDenied; ${mailbox.address} not allowed to send as ${foreign}; STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message due to a permanent exception with message Cannot submit message. [Hostname=${serverName}]`;
    return session.reply(554, text, '5.2.252');
  }
  options.mail.submit({
    sender: mailbox,
    from: transaction.from || mailbox.address,
    recipients: transaction.recipients,
    raw,
  });
  const messageId = `${session.id}${options.clock.now().toString(16).toUpperCase()}@${serverName}`;
  await session.reply(250, `OK <${messageId}> [Hostname=${serverName}]`, '2.0.0');
}

/** The mailbox's own address, or one whose mailbox grants SendAs to its owner. Aliases are not enough by default. */
function maySendAs(mailbox: Mailbox, address: string, target: Mailbox | undefined): boolean {
  if (address.toLowerCase() === mailbox.address.toLowerCase()) return true;
  const { ownerId } = mailbox.settings;
  return (
    ownerId !== undefined &&
    target !== undefined &&
    target !== mailbox &&
    target.settings.sendAs.includes(ownerId)
  );
}

function fromField(raw: Buffer): string[] {
  return addresses(parseMime(raw), 'from').map(({ address }) => address);
}

async function tooBig(session: SmtpSession): Promise<void> {
  await session.reply(552, 'Message size exceeds fixed maximum message size', '5.3.4');
}
