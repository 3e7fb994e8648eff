// The end of a message: what Exchange checks before it says 250, in its own words, and the hand-over to the post office
// with the fields that a submission server adds.

import { rewritesIds, rfc5322Date, withOwnId } from '../mailboxes/post.ts';
import { findField, type Header, headerText, parseHeader } from '../mime/parse.ts';
import { addresses } from '../mime/read.ts';
import { plainSubmission } from '../model.ts';
import { serverName } from '../server-name.ts';
import { refuseSender } from './envelope.ts';
import { maySendAs } from './send-as.ts';
import type { Sender, SmtpSession } from './session.ts';
import type { Transaction } from './transaction.ts';

const permanent = 'Failed to process message due to a permanent exception with message';

export async function takeOver(session: SmtpSession, transaction: Transaction, raw: Buffer): Promise<void> {
  const { sender, options } = session;
  if (!sender) return;
  const { mailbox } = sender;
  const parallel = options.submissions.underWay.count(mailbox);
  session.reset();
  const host = `[Hostname=${serverName}]`;
  if (parallel > options.quirks.submissionsParallelMax) {
    return session.reply(432, `STOREDRV.ClientSubmit; sender thread limit exceeded ${host}`, '4.3.2');
  }
  const header = parseHeader(raw);
  const foreign = [transaction.from, ...addresses(header, 'from').map(({ address }) => address)].find(
    (address) => address !== '' && !maySendAs(options, sender, address),
  );
  if (foreign !== undefined) return refuseSendAs(session, sender, foreign);
  const limits = mailbox.settings.submission ?? plainSubmission();
  if (limits.outboundSpam === 'Restricted') {
    return session.reply(550, 'Access denied, bad outbound sender', '5.1.8');
  }
  if (limits.outboundSpam !== 'none') {
    const text = `STOREDRV.Submission.Exception:OutboundSpamException; ${permanent} [BeginDiagnosticData]WASCL UserAction verdict is not None. Actual verdict is ${limits.outboundSpam}, ShowTierUpgrade. OutboundSpamException: WASCL UserAction verdict is not None. Actual verdict is ${limits.outboundSpam}, ShowTierUpgrade.[EndDiagnosticData] ${host}`;
    return session.reply(554, text, '5.2.0');
  }
  if (limits.full) {
    const text = `mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded; ${permanent} Cannot submit message. ${host}`;
    return session.reply(554, text, '5.2.2');
  }
  const count = transaction.recipients.length;
  if (options.submissions.recipientsToday(mailbox) + count > limits.recipientsPerDayMax) {
    const text = `STOREDRV.Submission.Exception:SubmissionQuotaExceededException; ${permanent} The message can't be submitted because the sender's submission quota was exceeded. ${host}`;
    return session.reply(554, text, '5.2.0');
  }
  options.submissions.count(mailbox, count);
  const { raw: sent, id } = identified(session, sender, { raw, header });
  const { envelopeId, returns } = transaction.parameters;
  options.mail.submit({
    sender: mailbox,
    from: transaction.from,
    recipients: transaction.recipients,
    raw: sent,
    trace: receivedField(session),
    wishes: { envelopeId, returns },
  });
  await session.reply(250, `OK ${id} ${host}`, '2.0.0');
}

async function refuseSendAs(session: SmtpSession, sender: Sender, foreign: string): Promise<void> {
  const exception = 'STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied';
  const end = `${permanent} Cannot submit message. [Hostname=${serverName}]`;
  switch (session.options.quirks.sendAsRefusal) {
    case 'at-mail':
      return refuseSender(session);
    case 'after-data-older':
      return session.reply(554, `${exception}; ${end}`, '5.2.0');
    case 'after-data': {
      const who = `${sender.mailbox.address} not allowed to send as ${foreign}`;
      return session.reply(554, `SendAsDenied; ${who}; ${exception}; ${end}`, '5.2.252');
    }
  }
}

/** The message under the id that it goes by from here, and that id. */
function identified(
  session: SmtpSession,
  sender: Sender,
  { raw, header }: { raw: Buffer; header: Header },
): { raw: Buffer; id: string } {
  const { quirks, clock } = session.options;
  if (findField(header, 'message-id') && !rewritesIds(quirks.messageIds, sender.personal)) {
    return { raw, id: headerText(header, 'message-id')?.trim() ?? '' };
  }
  return withOwnId(raw, `${session.id} ${clock.now()}`);
}

/** RFC 5321 section 4.4; `ESMTPSA` is a submission that came by TLS and AUTH (RFC 3848). */
function receivedField(session: SmtpSession): string {
  const { clock, connection } = session.options;
  const from = `${session.clientName ?? 'unknown'} ([${connection.clientAddress}])`;
  return `Received: from ${from} by ${serverName}\r\n with ESMTPSA id ${session.id}; ${rfc5322Date(clock.now())}\r\n`;
}
