// Reports to a sender about what became of a message (RFC 3464, RFC 6522): not delivered, delivered, or handed on to
// where nobody reports from. What was wished for with MAIL and RCPT is honoured (RFC 3461).

import { createHash } from 'node:crypto';
import { encodeXtext } from '../../wire/smtp/parameters.ts';
import { headerText } from '../mime/parse.ts';
import { serverName } from '../server-name.ts';
import type { Content } from './content.ts';
import { rfc5322Date } from './post.ts';

export type Fate = 'no-such-recipient' | 'mailbox-full' | 'delivered' | 'relayed';

export interface Recipient {
  readonly address: string;
  /** Empty: never. Undefined: failures. */
  readonly notify?: ReadonlySet<'SUCCESS' | 'FAILURE' | 'DELAY'> | undefined;
  readonly originalRecipient?: { readonly type: string; readonly address: string } | undefined;
}

export interface ReportWishes {
  readonly envelopeId?: string | undefined;
  /** Of a message that was not delivered. Default: its header. */
  readonly returns?: 'FULL' | 'HDRS' | undefined;
}

const fates: Record<
  Fate,
  { action: string; status: string; title: string; says(to: string): string; code?: string }
> = {
  'no-such-recipient': {
    action: 'failed',
    status: '5.1.10',
    title: 'Undeliverable',
    says: (to) =>
      `Your message to ${to} couldn't be delivered: the address wasn't found at ${to.slice(to.lastIndexOf('@') + 1)}.`,
    code: '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
  },
  'mailbox-full': {
    action: 'failed',
    status: '5.2.2',
    title: 'Undeliverable',
    says: (to) => `Your message to ${to} couldn't be delivered: the mailbox is full.`,
    code: '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded',
  },
  delivered: {
    action: 'delivered',
    status: '2.0.0',
    title: 'Delivered',
    says: (to) => `Your message has been delivered to ${to}.`,
  },
  relayed: {
    action: 'relayed',
    status: '2.0.0',
    title: 'Relayed',
    says: (to) =>
      `Delivery to ${to} is complete, but no delivery notification was sent by the destination server.`,
  },
};

/** Whether `recipient`'s sender wants to hear of it. */
export function isWanted(fate: Fate, { notify }: Recipient): boolean {
  const failed = fates[fate].action === 'failed';
  return notify === undefined ? failed : notify.has(failed ? 'FAILURE' : 'SUCCESS');
}

export function report(
  content: Content,
  options: {
    fate: Fate;
    recipient: Recipient;
    sender: string;
    wishes: ReportWishes;
    nowMs: number;
  },
): Buffer {
  const { fate, recipient, sender, wishes, nowMs } = options;
  const { address, originalRecipient } = recipient;
  const { action, status, title, says, code } = fates[fate];
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const id = createHash('sha256').update(content.raw).update(address).update(fate).digest('hex').slice(0, 32);
  const boundary = `_report_${id}_`;
  const about = (headerText(content.mime, 'subject') ?? '').replace(/[\r\n]+/g, ' ');
  // RFC 3461 section 6.1: what was delivered is not sent back.
  const whole = action === 'failed' && wishes.returns === 'FULL';
  return Buffer.concat([
    Buffer.from(
      [
        `From: <postmaster@${domain}>`,
        `To: <${sender}>`,
        `Date: ${rfc5322Date(nowMs)}`,
        `Message-ID: <${id}@${serverName}>`,
        `Subject: ${title}: ${about}`,
        'Auto-Submitted: auto-replied',
        'MIME-Version: 1.0',
        `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
        '',
        `--${boundary}`,
        'Content-Type: text/plain; charset=utf-8',
        '',
        says(address),
        '',
        `--${boundary}`,
        'Content-Type: message/delivery-status',
        '',
        ...(wishes.envelopeId === undefined
          ? []
          : [`Original-Envelope-Id: ${encodeXtext(wishes.envelopeId)}`]),
        `Reporting-MTA: dns;${serverName}`,
        `Arrival-Date: ${rfc5322Date(nowMs)}`,
        '',
        ...(originalRecipient
          ? [`Original-Recipient: ${originalRecipient.type};${encodeXtext(originalRecipient.address)}`]
          : []),
        `Final-Recipient: rfc822;${address}`,
        `Action: ${action}`,
        `Status: ${status}`,
        ...(code === undefined ? [] : [`Diagnostic-Code: smtp;${code}`]),
        '',
        `--${boundary}`,
        `Content-Type: ${whole ? 'message/rfc822' : 'text/rfc822-headers'}`,
        '',
        '',
      ].join('\r\n'),
      'utf8',
    ),
    whole ? content.raw : content.raw.subarray(0, content.mime.bodyStart),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
}
