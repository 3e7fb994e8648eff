// What a sender wants to be told, in the words of each route. A delivery report is the servers' affair (RFC 3461); a read
// receipt is asked of whoever reads it, by a field of the message (RFC 8098).

import { fail } from '../../errors/error.ts';
import type { Receipts } from '../../mail/graph/drafts.ts';
import type { DeliveryReport } from '../../mail/smtp/mail.ts';

/** RFC 3461 section 4.4. */
const envelopeIdMax = 100;

/**
 * Graph knows yes and no. Undefined for what every message has: reports of failures.
 *
 * @throws `send-extension-missing` for a wish that cannot be said there
 */
export function receiptsByGraph(
  host: string,
  read: boolean,
  report: DeliveryReport | undefined,
): Receipts | undefined {
  const beyond =
    report?.notify === 'never' || report?.notify?.length === 0
      ? 'a message about which nothing is reported'
      : report?.envelopeId !== undefined
        ? 'an envelope id in the delivery report'
        : report?.returns !== undefined
          ? 'saying what a delivery report brings back'
          : undefined;
  if (beyond !== undefined) throw fail('send-extension-missing', { host, extension: 'DSN', needs: beyond });
  const delivered = report?.notify !== undefined && report.notify.includes('success');
  if (!read && !delivered) return undefined;
  return {
    ...(delivered ? { isDeliveryReceiptRequested: true } : {}),
    ...(read ? { isReadReceiptRequested: true } : {}),
  };
}

/** True where Graph can ask for it, too. */
export function isForGraph(report: DeliveryReport | undefined): boolean {
  const { notify, envelopeId, returns } = report ?? {};
  return notify !== 'never' && notify?.length !== 0 && envelopeId === undefined && returns === undefined;
}

/**
 * For SMTP: what is not said is chosen so that the report is of use. It brings the header back and not 35 MB, and the
 * envelope id is the Message-ID, so that whoever reads the report knows which message it is about.
 */
export function reportBySmtp(
  report: DeliveryReport | undefined,
  messageId: string,
): DeliveryReport | undefined {
  if (!report) return undefined;
  const id = messageId.replace(/^<|>$/g, '');
  // As it is written on the wire: xtext takes three signs for each that it cannot show.
  const length = id.replace(/[^!-*,-<>-~]/g, '+XX').length;
  const known = /^[\x20-\x7e]*$/.test(id) && length <= envelopeIdMax;
  const { notify, returns = 'headers', envelopeId = known ? id : undefined } = report;
  return { notify, returns, envelopeId };
}
