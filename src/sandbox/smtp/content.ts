// DATA (RFC 5321 section 4.1.1.4) and BDAT (RFC 3030): the message itself, read whole or in chunks, within what may be
// kept of it. Only CRLF "." CRLF ends it, whatever else looks like an end.

import { DotReader } from '../../wire/dot-lines.ts';
import { plainSubmission } from '../model.ts';
import { tooBig } from './envelope.ts';
import type { SmtpSession } from './session.ts';
import { takeOver } from './take-over.ts';
import { smtpSizeMax, type Transaction } from './transaction.ts';

export async function data(session: SmtpSession): Promise<void> {
  const { transaction } = session;
  if (!transaction || transaction.recipients.length === 0) {
    return session.refuse(503, 'Need rcpt command', '5.5.2');
  }
  if (transaction.parameters.body === 'BINARYMIME' || transaction.chunks) {
    return session.refuse(503, 'DATA is not possible with BINARYMIME or after BDAT', '5.5.2');
  }
  await session.reply(354, 'Start mail input; end with <CRLF>.<CRLF>');
  const reader = new DotReader(keptMax(session));
  for (;;) {
    const available = session.queue.takeAll();
    const used = reader.push(available);
    if (used !== undefined) {
      session.queue.push(available.subarray(used));
      break;
    }
    if (!(await session.readMore())) return;
  }
  if (reader.tooBig) return exceeded(session, reader.size);
  const raw = reader.finish();
  const bare = hasBareLineFeed(raw);
  if (bare && session.options.quirks.bareLineFeeds === 'refuse') {
    session.reset();
    return session.reply(550, 'Message contains bare line feeds, which cannot be sent via DATA', '5.6.11');
  }
  await takeOver(session, transaction, bare ? withLineEnds(raw) : raw);
}

export async function bdat(session: SmtpSession, text: string, ordered?: string): Promise<void> {
  const match = /^(\d{1,12})(?:\s+(LAST))?$/i.exec(text);
  if (!match) return session.refuse(501, 'Invalid arguments', '5.5.4');
  const size = Number(match[1]);
  const { transaction } = session;
  const ready = ordered === undefined && transaction && transaction.recipients.length > 0;
  const fits = (transaction?.bytes ?? 0) + size <= keptMax(session);
  // The octets follow whatever we say (RFC 3030 section 2): they are read, and kept only when they are wanted.
  const chunk = await readBlock(session, size, Boolean(ready && fits));
  if (!chunk) return;
  if (ordered !== undefined) {
    session.reset();
    await session.connection.write(`${ordered}\r\n`);
    return;
  }
  if (!ready) return session.refuse(503, 'Need rcpt command', '5.5.2');
  if (!fits) return exceeded(session, transaction.bytes + size);
  addChunk(transaction, chunk);
  if (match[2]) return takeOver(session, transaction, Buffer.concat(transaction.chunks ?? []));
  await session.reply(250, `${size} octets received`, '2.0.0');
}

/** What may be kept of a message: what the mailbox may send, and never more than EHLO announces. */
function keptMax({ sender }: SmtpSession): number {
  const { messageBytesMax } = sender?.mailbox.settings.submission ?? plainSubmission();
  return Math.min(smtpSizeMax, messageBytesMax);
}

/** Larger than the server takes at all, or than this mailbox may send: the second is Exchange's store speaking. */
async function exceeded(session: SmtpSession, size: number): Promise<void> {
  session.reset();
  if (size > smtpSizeMax) return tooBig(session);
  const text =
    'STOREDRV.Submission.Exception:MessageSubmissionExceededException.MapiExceptionMaxSubmissionExceeded; Failed to process message due to a permanent exception with message Cannot submit message.';
  await session.reply(554, `${text} ${session.bracket}`, '5.2.0');
}

function addChunk(transaction: Transaction, chunk: Buffer): void {
  transaction.chunks = [...(transaction.chunks ?? []), chunk];
  transaction.bytes += chunk.length;
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

const lf = 0x0a;
const cr = 0x0d;

function hasBareLineFeed(raw: Buffer): boolean {
  for (let at = raw.indexOf(lf); at >= 0; at = raw.indexOf(lf, at + 1)) {
    if (at === 0 || raw[at - 1] !== cr) return true;
  }
  return false;
}

function withLineEnds(raw: Buffer): Buffer {
  return Buffer.from(raw.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1');
}
