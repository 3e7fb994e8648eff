// ENVELOPE and BODYSTRUCTURE of a parsed message (RFC 3501 section 7.4.2). Text is a character a byte (latin1)
// throughout: what a header said goes out as it came in, whatever charset it was written in.

import { latin1NString, latin1String } from '../../wire/imap/write.ts';
import { type Address, type AddressEntry, parseAddresses } from '../mime/address.ts';
import { type HeaderValue, parseHeaderValue } from '../mime/header-value.ts';
import { fieldBytes, type HeaderField, headerBytes, type MimePart, sameName } from '../mime/parse.ts';
import type { Quirks } from '../quirks.ts';

type OddStructure = Quirks['oddStructures'];

export function envelope(message: MimePart): string {
  const fields = envelopeFields(message);
  const text = (name: EnvelopeField): string => {
    const field = fields[name]?.[0];
    return latin1NString(field && fieldBytes(message, field));
  };
  // A field that is there twice although the standard says once: all of its addresses are shown.
  const written = (name: EnvelopeField): string =>
    (fields[name] ?? []).map((field) => fieldBytes(message, field)).join(', ');
  const from = addressList(written('from'));
  // Sender and Reply-To default to From where they are missing or empty.
  const orFrom = (name: EnvelopeField): string => (written(name) === '' ? from : addressList(written(name)));
  const list = (name: EnvelopeField): string => addressList(written(name));
  return (
    `(${text('date')} ${text('subject')} ${from} ${orFrom('sender')} ${orFrom('reply-to')} ` +
    `${list('to')} ${list('cc')} ${list('bcc')} ${text('in-reply-to')} ${text('message-id')})`
  );
}

const envelopeNames = [
  ...(['date', 'subject', 'from', 'sender', 'reply-to'] as const),
  ...(['to', 'cc', 'bcc', 'in-reply-to', 'message-id'] as const),
];
type EnvelopeField = (typeof envelopeNames)[number];

function envelopeFields(message: MimePart): Partial<Record<EnvelopeField, HeaderField[]>> {
  const found: Partial<Record<EnvelopeField, HeaderField[]>> = {};
  for (const field of message.fields) {
    const name = envelopeNames.find((known) => sameName(known, field.name));
    if (name) (found[name] ??= []).push(field);
  }
  return found;
}

/** `extended` adds what BODYSTRUCTURE has beyond BODY; `odd` is how Exchange has been seen to break the grammar. */
export function bodyStructure(part: MimePart, extended: boolean, odd: OddStructure = 'none'): string {
  if (odd === 'nil-part' && part.bodyStart === part.end) {
    return `(NIL NIL NIL NIL NIL "7BIT" 0${extended ? ' NIL NIL NIL NIL' : ''})`;
  }
  if (part.type === 'multipart' && part.parts.length > 0) {
    const parts = part.parts.map((child) => bodyStructure(child, extended, odd)).join('');
    const more = odd === 'extra-string' ? ' "extra"' : '';
    const tail = extended ? ` ${params(part.contentType)} ${extension(part, odd)}${more}` : '';
    return `(${parts} ${latin1String(part.subtype)}${tail})`;
  }
  // A multipart without a single part is shown as the text that it is.
  const isText = part.type === 'text' || part.type === 'multipart';
  const fields = [
    latin1String(isText ? 'text' : part.type),
    latin1String(part.type === 'multipart' ? 'plain' : part.subtype),
    leafParams(part, isText),
    latin1NString(headerBytes(part, 'content-id')),
    latin1NString(headerBytes(part, 'content-description')),
    latin1String(headerBytes(part, 'content-transfer-encoding')?.toLowerCase() || '7bit'),
    String(part.end - part.bodyStart),
  ];
  if (part.message) fields.push(envelope(part.message), bodyStructure(part.message, extended, odd));
  if (part.message || isText) fields.push(String(lineCount(part)));
  if (extended) fields.push(latin1NString(headerBytes(part, 'content-md5')), extension(part, odd));
  return `(${fields.join(' ')})`;
}

function extension(part: MimePart, odd: OddStructure): string {
  const written = headerBytes(part, 'content-disposition');
  const disposition = written ? parseHeaderValue(written) : undefined;
  const kind = disposition && latin1String(disposition.value.toLowerCase());
  const shown =
    odd === 'bare-disposition'
      ? (kind ?? 'NIL')
      : odd === 'nil-disposition'
        ? '(NIL NIL)'
        : disposition
          ? `(${kind} ${params(disposition)})`
          : 'NIL';
  const language = languages(headerBytes(part, 'content-language'));
  return `${shown} ${language} ${latin1NString(headerBytes(part, 'content-location'))}`;
}

/** RFC 2045 section 5.2: text without a charset is US-ASCII, which servers say aloud. */
function leafParams({ contentType }: MimePart, isText: boolean): string {
  if (!isText || contentType.params.some(([name]) => name === 'charset')) return params(contentType);
  return params({ ...contentType, params: [...contentType.params, ['charset', 'us-ascii']] });
}

function params(header: HeaderValue): string {
  if (header.params.length === 0) return 'NIL';
  return `(${header.params.map(([name, value]) => `${latin1String(name)} ${latin1String(value)}`).join(' ')})`;
}

/** RFC 3282: tags between commas. */
function languages(text: string | undefined): string {
  const tags = (text ?? '').split(',').map((tag) => tag.trim());
  const written = tags.filter((tag) => tag !== '').map(latin1String);
  return written.length === 0 ? 'NIL' : `(${written.join(' ')})`;
}

function addressList(text: string): string {
  const entries = text === '' ? [] : parseAddresses(text);
  return entries.length === 0 ? 'NIL' : `(${entries.map(oneEntry).join('')})`;
}

function oneEntry(entry: AddressEntry): string {
  if (!('group' in entry)) return oneAddress(entry);
  const members = entry.members.map(oneAddress).join('');
  return `(NIL NIL ${latin1String(entry.group)} NIL)${members}(NIL NIL NIL NIL)`;
}

function oneAddress({ name, route, mailbox, host }: Address): string {
  // Exchange writes this name where an address has no host.
  const where = latin1String(host || '.MISSING-HOST-NAME.');
  return `(${latin1NString(name)} ${latin1NString(route)} ${latin1String(mailbox)} ${where})`;
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
