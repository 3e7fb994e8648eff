// ENVELOPE and BODYSTRUCTURE of a parsed message (RFC 3501 section 7.4.2).

import { imapNString, imapString } from '../../wire/imap/write.ts';
import { type Address, type AddressEntry, parseAddresses } from '../mime/address.ts';
import { type HeaderValue, parseHeaderValue } from '../mime/header-value.ts';
import { headerText, type MimePart } from '../mime/parse.ts';

export function envelope(message: MimePart): Buffer {
  const text = (name: string): Buffer => imapNString(headerText(message, name));
  const from = headerText(message, 'from');
  // Sender and Reply-To default to From where they are missing or empty.
  const list = (name: string, fallback?: string): Buffer =>
    addressList(headerText(message, name) || fallback);
  return parenthesised([
    text('date'),
    text('subject'),
    list('from'),
    list('sender', from),
    list('reply-to', from),
    list('to'),
    list('cc'),
    list('bcc'),
    text('in-reply-to'),
    text('message-id'),
  ]);
}

/** `extended` adds what BODYSTRUCTURE has beyond BODY. */
export function bodyStructure(part: MimePart, extended: boolean): Buffer {
  if (part.type === 'multipart' && part.parts.length > 0) {
    const parts = Buffer.concat(part.parts.map((child) => bodyStructure(child, extended)));
    const tail = extended ? [params(part.contentType), ...extension(part)] : [];
    return Buffer.concat([
      Buffer.from('('),
      join([parts, imapString(part.subtype), ...tail]),
      Buffer.from(')'),
    ]);
  }
  // A multipart without a single part is shown as the text that it is.
  const isText = part.type === 'text' || part.type === 'multipart';
  const size = part.end - part.bodyStart;
  const fields = [
    imapString(isText ? 'text' : part.type),
    imapString(part.type === 'multipart' ? 'plain' : part.subtype),
    params(part.contentType),
    imapNString(headerText(part, 'content-id')),
    imapNString(headerText(part, 'content-description')),
    imapString(headerText(part, 'content-transfer-encoding')?.toLowerCase() || '7bit'),
    Buffer.from(String(size)),
  ];
  if (part.message) fields.push(envelope(part.message), bodyStructure(part.message, extended));
  if (part.message || isText) fields.push(Buffer.from(String(lineCount(part))));
  if (extended) fields.push(imapNString(headerText(part, 'content-md5')), ...extension(part));
  return parenthesised(fields);
}

function extension(part: MimePart): Buffer[] {
  const written = headerText(part, 'content-disposition');
  const disposition = written === undefined ? undefined : parseHeaderValue(written);
  return [
    disposition ? parenthesised([imapString(disposition.value.toLowerCase()), params(disposition)]) : nil,
    imapNString(headerText(part, 'content-language')),
    imapNString(headerText(part, 'content-location')),
  ];
}

function params(header: HeaderValue): Buffer {
  if (header.params.length === 0) return nil;
  return parenthesised(header.params.flatMap(([name, value]) => [imapString(name), imapString(value)]));
}

function addressList(text: string | undefined): Buffer {
  const entries = text ? parseAddresses(text) : [];
  if (entries.length === 0) return nil;
  return Buffer.concat([Buffer.from('('), ...entries.flatMap(addressBuffers), Buffer.from(')')]);
}

function addressBuffers(entry: AddressEntry): Buffer[] {
  if (!('group' in entry)) return [oneAddress(entry)];
  return [
    parenthesised([nil, nil, imapString(entry.group), nil]),
    ...entry.members.map(oneAddress),
    parenthesised([nil, nil, nil, nil]),
  ];
}

function oneAddress({ name, mailbox, host }: Address): Buffer {
  // Exchange writes this name where an address has no host.
  return parenthesised([
    imapNString(name),
    nil,
    imapString(mailbox),
    imapString(host || '.MISSING-HOST-NAME.'),
  ]);
}

function lineCount(part: MimePart): number {
  let lines = 0;
  for (
    let at = part.raw.indexOf(0x0a, part.bodyStart);
    at >= 0 && at < part.end;
    at = part.raw.indexOf(0x0a, at + 1)
  ) {
    lines += 1;
  }
  return lines;
}

const nil = Buffer.from('NIL');

function join(pieces: readonly Buffer[]): Buffer {
  const space = Buffer.from(' ');
  return Buffer.concat(pieces.flatMap((piece, index) => (index === 0 ? [piece] : [space, piece])));
}

function parenthesised(pieces: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from('('), join(pieces), Buffer.from(')')]);
}
