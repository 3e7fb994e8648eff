// What the post office does to a message on its way: line ends, the fields a submission may lack (RFC 6409 section 8),
// and Bcc. Reports to the sender are reports.ts.

import { createHash } from 'node:crypto';
import { findField, parseHeader } from '../mime/parse.ts';
import { serverName } from '../server-name.ts';
import { Content } from './content.ts';

/** Text as people write it in tests and files becomes text as the protocols carry it. */
export function withCrlf(raw: Buffer | string): Buffer {
  const bytes = typeof raw === 'string' ? Buffer.from(raw, 'utf8') : raw;
  if (!/(^|[^\r])\n/.test(bytes.toString('latin1'))) return bytes;
  return Buffer.from(bytes.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1');
}

/** Adds From, Date and Message-ID where the client left them out. */
export function completeMessage(raw: Buffer, options: { from: string; nowMs: number }): Buffer {
  const message = parseHeader(raw);
  const missing: string[] = [];
  if (!findField(message, 'from')) missing.push(`From: <${options.from}>\r\n`);
  if (!findField(message, 'date')) missing.push(`Date: ${rfc5322Date(options.nowMs)}\r\n`);
  if (!findField(message, 'message-id')) {
    const digest = createHash('sha256').update(raw).update(String(options.nowMs)).digest('hex').slice(0, 32);
    missing.push(`Message-ID: <${digest}@SANDBOX.prod.outlook.com>\r\n`);
  }
  return missing.length === 0 ? raw : Buffer.concat([Buffer.from(missing.join(''), 'utf8'), raw]);
}

/** What the quirk says of a sender's messages. */
export function rewritesIds(quirk: 'rewrite' | 'rewrite-personal' | 'keep', personal: boolean): boolean {
  return quirk === 'rewrite' || (quirk === 'rewrite-personal' && personal);
}

/** Under a Message-ID of ours, the one that it came with beside it. @param salt - makes the id another one each time */
export function withOwnId(raw: Buffer, salt: string): { raw: Buffer; id: string } {
  const field = findField(parseHeader(raw), 'message-id');
  const digest = createHash('sha256').update(raw).update(salt).digest('hex');
  const id = `<${digest.slice(0, 32).toUpperCase()}@${serverName}>`;
  const own = Buffer.from(`Message-ID: ${id}\r\n`);
  if (!field) return { raw: Buffer.concat([own, raw]), id };
  const original = Buffer.concat([
    Buffer.from('X-Microsoft-Original-Message-ID:'),
    raw.subarray(field.valueStart, field.end),
  ]);
  return { raw: Buffer.concat([raw.subarray(0, field.start), own, original, raw.subarray(field.end)]), id };
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

/** "Thu, 11 Jul 2024 11:46:42 +0000" */
export function rfc5322Date(ms: number): string {
  return new Date(ms).toUTCString().replace('GMT', '+0000');
}
