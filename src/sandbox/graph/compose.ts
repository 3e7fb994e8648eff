// A message from Graph's JSON as RFC 5322 bytes: what sendMail hands to the post office.

import * as v from 'valibot';
import { rfc5322Date } from '../mailboxes/post.ts';

const recipient = v.object({
  emailAddress: v.object({ address: v.pipe(v.string(), v.nonEmpty()), name: v.nullish(v.string()) }),
});

export const outgoingMessage = v.object({
  subject: v.nullish(v.string(), ''),
  body: v.nullish(
    v.object({ contentType: v.nullish(v.string(), 'text'), content: v.nullish(v.string(), '') }),
  ),
  from: v.nullish(recipient),
  toRecipients: v.nullish(v.array(recipient), []),
  ccRecipients: v.nullish(v.array(recipient), []),
  bccRecipients: v.nullish(v.array(recipient), []),
  replyTo: v.nullish(v.array(recipient), []),
  attachments: v.nullish(
    v.array(
      v.object({
        '@odata.type': v.optional(v.string()),
        name: v.string(),
        contentType: v.nullish(v.string(), 'application/octet-stream'),
        contentBytes: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/\s]*={0,2}$/)),
        isInline: v.nullish(v.boolean(), false),
        contentId: v.nullish(v.string()),
      }),
    ),
    [],
  ),
});
export type OutgoingMessage = v.InferOutput<typeof outgoingMessage>;
type Recipient = v.InferOutput<typeof recipient>;

export interface Composition {
  readonly raw: Buffer;
  readonly from: string;
  readonly recipients: readonly string[];
}

export function compose(
  message: OutgoingMessage,
  options: { from: { name: string; address: string }; nowMs: number; boundary: string },
): Composition {
  const { boundary } = options;
  const from = message.from?.emailAddress ?? options.from;
  const html = message.body?.contentType?.toLowerCase() === 'html';
  const list = (name: string, people: Recipient[] | null): string[] =>
    people && people.length > 0
      ? [`${name}: ${people.map((person) => mailbox(person.emailAddress)).join(',\r\n ')}`]
      : [];
  const body = [
    `Content-Type: text/${html ? 'html' : 'plain'}; charset="utf-8"`,
    'Content-Transfer-Encoding: base64',
    '',
    base64Lines(Buffer.from(message.body?.content ?? '', 'utf8')),
  ];
  const files = message.attachments ?? [];
  const content =
    files.length === 0
      ? body
      : [
          `Content-Type: multipart/mixed; boundary="${boundary}"`,
          '',
          `--${boundary}`,
          ...body,
          ...files.flatMap((file) => [
            `--${boundary}`,
            `Content-Type: ${line(file.contentType ?? 'application/octet-stream')}; name="${quotedName(file.name)}"`,
            `Content-Disposition: ${file.isInline ? 'inline' : 'attachment'}; filename="${quotedName(file.name)}"`,
            ...(file.contentId ? [`Content-ID: <${line(file.contentId)}>`] : []),
            'Content-Transfer-Encoding: base64',
            '',
            base64Lines(Buffer.from(file.contentBytes, 'base64')),
          ]),
          `--${boundary}--`,
        ];
  const raw = [
    `From: ${mailbox(from)}`,
    ...list('To', message.toRecipients),
    ...list('Cc', message.ccRecipients),
    ...list('Bcc', message.bccRecipients),
    ...list('Reply-To', message.replyTo),
    `Subject: ${words(message.subject ?? '')}`,
    `Date: ${rfc5322Date(options.nowMs)}`,
    'MIME-Version: 1.0',
    ...content,
    '',
  ].join('\r\n');
  const recipients = [message.toRecipients, message.ccRecipients, message.bccRecipients]
    .flatMap((people) => people ?? [])
    .map((person) => person.emailAddress.address);
  return { raw: Buffer.from(raw, 'utf8'), from: from.address, recipients };
}

function mailbox({ name, address }: { name?: string | null | undefined; address: string }): string {
  return name ? `${words(name, true)} <${line(address)}>` : `<${line(address)}>`;
}

/** Encoded words where the text is not plain ASCII (RFC 2047), in pieces of at most 75 characters. */
function words(text: string, phrase = false): string {
  const clean = line(text);
  if (/^[\x20-\x7e]*$/.test(clean)) return phrase ? `"${clean.replace(/["\\]/g, '\\$&')}"` : clean;
  const pieces: string[] = [];
  let piece = '';
  for (const character of clean) {
    if (Buffer.byteLength(piece + character) > 42) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  pieces.push(piece);
  return pieces.map((part) => `=?utf-8?B?${Buffer.from(part, 'utf8').toString('base64')}?=`).join('\r\n ');
}

function quotedName(name: string): string {
  const clean = line(name);
  return /^[\x20-\x7e]*$/.test(clean)
    ? clean.replace(/["\\]/g, '\\$&')
    : `=?utf-8?B?${Buffer.from(clean, 'utf8').toString('base64')}?=`;
}

/** A header field is one line: what would begin another is taken out. */
function line(text: string): string {
  return text.replace(/[\r\n\0]+/g, ' ');
}

function base64Lines(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{76}/g, '$&\r\n');
}
