// From what a caller says to the bytes of a message (RFC 5322, 2045 to 2049, 2183, 2231), written by nodemailer's composer.
// The same input with the same `world` gives the same bytes, as often as they are read.

import { Readable } from 'node:stream';
import { fail } from '../errors/error.ts';
import { envelopeAddress, isAscii, type ParsedAddress, readAddresses } from './compose-addresses.ts';
import {
  checkContentId,
  checkContentType,
  checkHeaders,
  checkMessageId,
  checkText,
} from './compose-checks.ts';
import type { Openable, OutgoingAttachment, OutgoingMessage } from './outgoing.ts';
import { type PreparedMessage, type PrepareOptions, prepareMessage } from './prepared.ts';

export interface ComposeWorld {
  /** Whom a message is from that does not say. */
  readonly from: { readonly name?: string | undefined; readonly address: string };
  readonly nowMs: number;
  /** At least 128 bits, in letters and digits, another one each time. */
  readonly random: () => string;
}

/**
 * @throws `compose-address-invalid`, `compose-header-invalid`, `compose-no-recipient`
 */
export async function compose(
  message: OutgoingMessage,
  world: ComposeWorld,
  options: Pick<PrepareOptions, 'isDraft'> = {},
): Promise<PreparedMessage> {
  const { parse, MailComposer, typeOf } = await library();
  const list = (field: string, given: OutgoingMessage['to']): ParsedAddress[] => [
    ...readAddresses(parse, field, given),
  ];
  const [from, second] = list('From', message.from ?? world.from);
  if (!from || second) throw fail('compose-address-invalid', { field: 'From', given: 'not exactly one' });
  const recipients = {
    to: list('To', message.to),
    cc: list('Cc', message.cc),
    bcc: list('Bcc', message.bcc),
  };
  const [sender] = list('Sender', message.sender);
  const replyTo = list('Reply-To', message.replyTo);
  const { html, subject = '', autoSubmitted, inReplyTo } = message;
  const text = message.text ?? (html === undefined ? '' : `${await textOf(html)}\n`);
  const references = (message.references ?? []).map((id) => checkMessageId('References', id));
  const headers = checkHeaders(message.headers ?? {});
  headers.push(...priorityFields(message.priority));
  const receiptTo = message.readReceipt === true ? from.address : message.readReceipt;
  const [reader, secondReader] = list('Disposition-Notification-To', receiptTo);
  if (secondReader) {
    throw fail('compose-address-invalid', { field: 'Disposition-Notification-To', given: 'not exactly one' });
  }
  // An address alone: what else would have to be encoded helps no program that answers.
  if (reader) headers.push({ key: 'Disposition-Notification-To', value: `<${reader.address}>` });
  if (autoSubmitted !== undefined) headers.push({ key: 'Auto-Submitted', value: autoSubmitted });
  const mail = {
    from,
    ...(sender ? { sender } : {}),
    ...recipients,
    ...(replyTo.length > 0 ? { replyTo } : {}),
    subject: checkText('Subject', subject),
    messageId: message.messageId
      ? checkMessageId('Message-ID', message.messageId)
      : newMessageId(world, from.address),
    date: new Date(message.dateMs ?? world.nowMs),
    ...(inReplyTo === undefined ? {} : { inReplyTo: checkMessageId('In-Reply-To', inReplyTo) }),
    ...(references.length > 0 ? { references: references.join(' ') } : {}),
    headers,
    text,
    ...(html === undefined ? {} : { html }),
    // The same in every reading.
    baseBoundary: world.random(),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  const attachments = (message.attachments ?? []).map((one, index) => checkAttachment(one, index, typeOf));
  const raw: Openable = async function* () {
    const node = new MailComposer({
      ...structuredClone(mail),
      attachments: attachments.map(opened),
    }).compile();
    // Left out further on, by the same code that takes it out of a message that came ready-made.
    node.keepBcc = true;
    const stream = node.createReadStream();
    try {
      // Every piece of it is a Buffer: the stream is not in object mode.
      for await (const piece of stream as AsyncIterable<Buffer>) yield piece;
    } finally {
      stream.destroy();
    }
  };
  const to = [...recipients.to, ...recipients.cc, ...recipients.bcc].map(({ address }) => address);
  const envelope = { from: sender?.address ?? from.address, to };
  return prepareMessage(raw, { ...options, parse, envelope, missing: missingFields(world) });
}

/**
 * A message that is ready (.eml): its header stays as it is, but for Bcc. Recipients are those of its header where `to` is
 * not said.
 */
export async function composeRaw(
  raw: Openable,
  world: ComposeWorld,
  options: Pick<PrepareOptions, 'envelope' | 'isDraft' | 'renew'> = {},
): Promise<PreparedMessage> {
  const { parse } = await library();
  return prepareMessage(raw, { ...options, parse, missing: missingFields(world) });
}

/** Loaded with the first message: most commands never send. */
async function library(): Promise<{
  parse: typeof import('nodemailer/lib/addressparser').default;
  MailComposer: typeof import('nodemailer/lib/mail-composer').default;
  /** By a name's ending. */
  typeOf: (filename: string) => string;
}> {
  const [addresses, composer, types] = await Promise.all([
    import('nodemailer/lib/addressparser'),
    import('nodemailer/lib/mail-composer'),
    import('nodemailer/lib/mime-funcs'),
  ]);
  const typeOf = (filename: string): string => types.detectMimeType(/\.([^.]+)$/.exec(filename)?.[1] ?? '');
  return { parse: addresses.default, MailComposer: composer.default, typeOf };
}

function newMessageId(world: ComposeWorld, from: string): string {
  const domain = envelopeAddress(from).split('@').at(-1) ?? '';
  return `<${world.random()}@${isAscii(domain) && /^[A-Za-z0-9.-]+$/.test(domain) ? domain : 'localhost'}>`;
}

/** Read twice, first for its size: what stands in for a missing field is made once. */
function missingFields(world: ComposeWorld): PrepareOptions['missing'] {
  return (field, from) => {
    switch (field) {
      case 'Message-ID':
        return newMessageId(world, from ?? world.from.address);
      case 'Date':
        return new Date(world.nowMs).toUTCString().replace('GMT', '+0000');
      case 'From':
        return world.from.address;
    }
  };
}

/** The parser of HTML is loaded by the first message that needs it: everybody else starts without its ten megabytes. */
async function textOf(html: string): Promise<string> {
  const { htmlToText } = await import('./html/html-to-text.ts');
  return htmlToText(html);
}

function priorityFields(priority: OutgoingMessage['priority']): { key: string; value: string }[] {
  if (priority === undefined || priority === 'normal') return [];
  return [
    { key: 'X-Priority', value: priority === 'high' ? '1 (Highest)' : '5 (Lowest)' },
    { key: 'Importance', value: priority },
  ];
}

function checkAttachment(
  attachment: OutgoingAttachment,
  index: number,
  typeOf: (filename: string) => string,
): OutgoingAttachment {
  const { filename = `attachment-${index + 1}`, cid, content } = attachment;
  let { contentType } = attachment;
  if (typeof content === 'string') {
    // It is written in UTF-8, and who is not told reads it as ASCII (RFC 2046 section 4.1.2).
    const type = contentType ?? typeOf(filename);
    if (/^text\//i.test(type) && !/;\s*charset=/i.test(type)) contentType = `${type}; charset=utf-8`;
  }
  return {
    content,
    filename: checkText('a file name', filename),
    ...(contentType === undefined ? {} : { contentType: checkContentType(contentType) }),
    ...(cid === undefined ? {} : { cid: checkContentId(cid) }),
  };
}

function opened(attachment: OutgoingAttachment): Record<string, unknown> {
  const { content, cid, contentType, filename } = attachment;
  const whole = typeof content === 'function' ? undefined : Buffer.from(content as Uint8Array);
  const isMessage = /^message\//i.test(contentType ?? '');
  return {
    ...(filename === undefined ? {} : { filename }),
    content: whole ?? Readable.from(bytesOf(content as Openable), { objectMode: false }),
    ...(contentType === undefined ? {} : { contentType }),
    ...(cid === undefined ? {} : { cid, contentDisposition: 'inline' }),
    ...(isMessage ? { contentDisposition: 'attachment' } : {}),
  };
}

async function* bytesOf(content: Openable): AsyncGenerator<Buffer, void> {
  for await (const piece of content()) yield Buffer.from(piece.buffer, piece.byteOffset, piece.length);
}
