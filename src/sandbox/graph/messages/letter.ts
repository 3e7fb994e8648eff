// A message that is being written, between Graph's JSON and the MIME in the store: what a draft's changes change. Fields
// that Graph does not show stay as they are; parts that are attached stay byte for byte.

import { randomBytes } from 'node:crypto';
import { rfc5322Date } from '../../mailboxes/post.ts';
import { headerText, type MimePart } from '../../mime/parse.ts';
import { addresses, attachments, type ReadableBody, readableBody, subject } from '../../mime/read.ts';
import {
  addressText,
  base64Lines,
  encodedText,
  oneLine,
  type Person,
  quotedParameter,
} from './header-text.ts';

export interface Letter {
  from: Person | undefined;
  sender: Person | undefined;
  to: Person[];
  cc: Person[];
  bcc: Person[];
  replyTo: Person[];
  subject: string;
  importance: 'low' | 'normal' | 'high';
  readReceipt: boolean;
  deliveryReceipt: boolean;
  body: ReadableBody;
  messageId: string;
  dateMs: number;
  /** Whole header fields with their line ends: In-Reply-To, References, X-... */
  otherFields: string[];
  /** Whole MIME entities. */
  attached: Array<{ entity: Buffer; inline: boolean }>;
}

const written = new Set(
  [
    'from',
    'sender',
    'to',
    'cc',
    'bcc',
    'reply-to',
    'subject',
    'date',
    'message-id',
    'importance',
    'x-priority',
    'disposition-notification-to',
    'return-receipt-to',
    'mime-version',
  ].concat(
    'content-type',
    'content-transfer-encoding',
    'content-disposition',
    'content-id',
    'content-language',
  ),
);

export function newLetter(options: { from: Person; nowMs: number }): Letter {
  return {
    from: options.from,
    sender: undefined,
    to: [],
    cc: [],
    bcc: [],
    replyTo: [],
    subject: '',
    importance: 'normal',
    readReceipt: false,
    deliveryReceipt: false,
    body: { contentType: 'text', content: '' },
    messageId: newMessageId(),
    dateMs: options.nowMs,
    otherFields: [],
    attached: [],
  };
}

/** Exchange writes the name of the server that took the message; a sandbox has one. */
export function newMessageId(): string {
  return `<${randomBytes(16).toString('hex').toUpperCase()}@SANDBOX.prod.outlook.com>`;
}

export function readLetter(mime: MimePart, nowMs: number): Letter {
  const [from] = addresses(mime, 'from');
  const [sender] = addresses(mime, 'sender');
  const kept = mime.fields.filter(({ name }) => !written.has(name.toLowerCase()));
  const priority = `${headerText(mime, 'importance') ?? ''} ${headerText(mime, 'x-priority') ?? ''}`;
  return {
    from,
    sender,
    to: addresses(mime, 'to'),
    cc: addresses(mime, 'cc'),
    bcc: addresses(mime, 'bcc'),
    replyTo: addresses(mime, 'reply-to'),
    subject: subject(mime),
    importance: /^high|\b[12]\b/i.test(priority)
      ? 'high'
      : /^low|\b[45]\b/i.test(priority)
        ? 'low'
        : 'normal',
    readReceipt: headerText(mime, 'disposition-notification-to') !== undefined,
    deliveryReceipt: headerText(mime, 'return-receipt-to') !== undefined,
    body: readableBody(mime),
    messageId: headerText(mime, 'message-id') ?? newMessageId(),
    dateMs: nowMs,
    otherFields: kept.map(({ start, end }) => mime.raw.toString('utf8', start, end)),
    attached: attachments(mime).map(({ part, inline }) => ({
      entity: mime.raw.subarray(part.start, part.end),
      inline,
    })),
  };
}

export function writeLetter(letter: Letter): Buffer {
  const { from } = letter;
  const list = (name: string, people: readonly Person[]): string[] =>
    people.length > 0 ? [`${name}: ${people.map(addressText).join(',\r\n ')}`] : [];
  const head = [
    ...(from ? [`From: ${addressText(from)}`] : []),
    ...(letter.sender ? [`Sender: ${addressText(letter.sender)}`] : []),
    ...list('To', letter.to),
    ...list('Cc', letter.cc),
    ...list('Bcc', letter.bcc),
    ...list('Reply-To', letter.replyTo),
    `Subject: ${encodedText(letter.subject)}`,
    `Date: ${rfc5322Date(letter.dateMs)}`,
    `Message-ID: ${oneLine(letter.messageId)}`,
    ...(letter.importance === 'normal' ? [] : [`Importance: ${letter.importance}`]),
    ...(letter.readReceipt && from ? [`Disposition-Notification-To: ${addressText(from)}`] : []),
    ...(letter.deliveryReceipt && from ? [`Return-Receipt-To: ${addressText(from)}`] : []),
    ...letter.otherFields.map((field) => field.replace(/\r?\n$/, '')),
    'MIME-Version: 1.0',
    '',
  ];
  return Buffer.concat([Buffer.from(head.join('\r\n'), 'utf8'), content(letter)]);
}

/** Inline parts belong to the page that shows them (RFC 2387); the others stand beside it. */
function content(letter: Letter): Buffer {
  const inline = letter.attached.filter((one) => one.inline).map(({ entity }) => entity);
  const beside = letter.attached.filter((one) => !one.inline).map(({ entity }) => entity);
  const page =
    inline.length === 0
      ? bodyEntity(letter.body)
      : multipart('related', [bodyEntity(letter.body), ...inline]);
  return beside.length === 0 ? page : multipart('mixed', [page, ...beside]);
}

function bodyEntity({ contentType, content: text }: ReadableBody): Buffer {
  return Buffer.from(
    [
      `Content-Type: text/${contentType === 'html' ? 'html' : 'plain'}; charset="utf-8"`,
      'Content-Transfer-Encoding: base64',
      '',
      base64Lines(Buffer.from(text, 'utf8')),
      '',
    ].join('\r\n'),
    'utf8',
  );
}

function multipart(subtype: 'mixed' | 'related', entities: readonly Buffer[]): Buffer {
  const boundary = `_${entities.length}_${randomBytes(18).toString('hex')}_`;
  return Buffer.concat([
    Buffer.from(`Content-Type: multipart/${subtype}; boundary="${boundary}"\r\n\r\n`),
    ...entities.flatMap((entity) => [Buffer.from(`--${boundary}\r\n`), entity, Buffer.from('\r\n')]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
}

/** A file as an entity to attach. */
export function fileEntity(file: {
  name: string;
  contentType: string;
  bytes: Buffer;
  inline: boolean;
  contentId: string | undefined;
}): Buffer {
  const type = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(file.contentType)
    ? file.contentType
    : 'application/octet-stream';
  const name = quotedParameter(file.name);
  const head = [
    `Content-Type: ${type}; name=${name}`,
    `Content-Disposition: ${file.inline ? 'inline' : 'attachment'}; filename=${name}; size=${file.bytes.length}`,
    ...(file.contentId ? [`Content-ID: <${oneLine(file.contentId).replace(/[<>]/g, '')}>`] : []),
    'Content-Transfer-Encoding: base64',
    '',
    '',
  ];
  return Buffer.concat([Buffer.from(head.join('\r\n'), 'utf8'), Buffer.from(base64Lines(file.bytes))]);
}

/** A message as an entity to attach: it must not get a transfer encoding (RFC 2046 section 5.2.1). */
export function messageEntity(raw: Buffer, name: string): Buffer {
  const head = [
    `Content-Type: message/rfc822; name=${quotedParameter(name)}`,
    `Content-Disposition: attachment; filename=${quotedParameter(name)}`,
    '',
    '',
  ];
  return Buffer.concat([Buffer.from(head.join('\r\n'), 'utf8'), raw]);
}
