// What the post office does to a message on its way: line ends, the fields a submission may lack (RFC 6409 section 8),
// Bcc, and the report to the sender when a local address does not exist (RFC 3464).

import { createHash } from 'node:crypto';
import { findField, headerText, parseMime } from '../mime/parse.ts';
import { Content } from './content.ts';

/** Text as people write it in tests and files becomes text as the protocols carry it. */
export function withCrlf(raw: Buffer | string): Buffer {
  const bytes = typeof raw === 'string' ? Buffer.from(raw, 'utf8') : raw;
  if (!/(^|[^\r])\n/.test(bytes.toString('latin1'))) return bytes;
  return Buffer.from(bytes.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1');
}

/** Adds From, Date and Message-ID where the client left them out. */
export function completeMessage(raw: Buffer, options: { from: string; nowMs: number }): Buffer {
  const message = parseMime(raw);
  const missing: string[] = [];
  if (!findField(message, 'from')) missing.push(`From: <${options.from}>\r\n`);
  if (!findField(message, 'date')) missing.push(`Date: ${rfc5322Date(options.nowMs)}\r\n`);
  if (!findField(message, 'message-id')) {
    const digest = createHash('sha256').update(raw).update(String(options.nowMs)).digest('hex').slice(0, 32);
    missing.push(`Message-ID: <${digest}@SANDBOX.prod.outlook.com>\r\n`);
  }
  return missing.length === 0 ? raw : Buffer.concat([Buffer.from(missing.join(''), 'utf8'), raw]);
}

export function withoutBcc(content: Content): Content {
  const { raw, mime } = content;
  const hidden = mime.fields.filter((field) => /^bcc$/i.test(field.name));
  if (hidden.length === 0) return content;
  const pieces: Buffer[] = [];
  let at = 0;
  for (const field of hidden) {
    pieces.push(raw.subarray(at, field.start));
    at = field.end;
  }
  return new Content(Buffer.concat([...pieces, raw.subarray(at)]));
}

export function nonDeliveryReport(
  content: Content,
  options: { recipient: string; sender: string; nowMs: number },
): Buffer {
  const { recipient, sender, nowMs } = options;
  const domain = recipient.slice(recipient.lastIndexOf('@') + 1);
  const id = createHash('sha256').update(content.raw).update(recipient).digest('hex').slice(0, 32);
  const boundary = `_report_${id}_`;
  const about = (headerText(content.mime, 'subject') ?? '').replace(/[\r\n]+/g, ' ');
  return Buffer.concat([
    Buffer.from(
      [
        `From: <postmaster@${domain}>`,
        `To: <${sender}>`,
        `Date: ${rfc5322Date(nowMs)}`,
        `Message-ID: <${id}@SANDBOX.prod.outlook.com>`,
        `Subject: Undeliverable: ${about}`,
        'MIME-Version: 1.0',
        `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
        '',
        `--${boundary}`,
        'Content-Type: text/plain; charset=utf-8',
        '',
        `Your message to ${recipient} couldn't be delivered: the address wasn't found at ${domain}.`,
        '',
        `--${boundary}`,
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns;SANDBOX.prod.outlook.com',
        '',
        `Final-Recipient: rfc822;${recipient}`,
        'Action: failed',
        'Status: 5.1.10',
        'Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
        '',
        `--${boundary}`,
        'Content-Type: text/rfc822-headers',
        '',
        '',
      ].join('\r\n'),
      'utf8',
    ),
    content.raw.subarray(0, content.mime.bodyStart),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
}

/** "Thu, 11 Jul 2024 11:46:42 +0000" */
export function rfc5322Date(ms: number): string {
  return new Date(ms).toUTCString().replace('GMT', '+0000');
}
