// A message ready to be sent, whoever wrote it: its envelope, its exact size, and its bytes as often as they are wanted.
// Bcc is known here and is in the bytes only where it is asked for: the sender's own copy, and Graph, which reads it.

import { fail } from '../errors/error.ts';
import { addressKey, envelopeAddress, type ParseAddressList, readAddresses } from './compose-addresses.ts';
import { checkMessageId } from './compose-checks.ts';
import { fieldsOf, fieldValue, type HeaderField, splitHeader, withCrlf } from './message-stream.ts';
import type { Openable } from './outgoing.ts';

/** Bytes with their exact number. */
export interface Sized {
  readonly source: Openable;
  readonly bytes: number;
}

export interface PreparedMessage extends Sized {
  /** With its brackets. */
  readonly messageId: string;
  readonly subject: string;
  /** MAIL FROM and RCPT TO: every recipient once, those of Bcc included. */
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  /** Those whom no visible field names. */
  readonly hidden: readonly string[];
  /** Bytes above 127 somewhere: 8BITMIME (RFC 6152). */
  readonly has8bit: boolean;
  /** In the header or the envelope: SMTPUTF8 (RFC 6531). */
  readonly needsUtf8: boolean;
  /** It asks to be told when it is read (RFC 8098). */
  readonly asksReadReceipt: boolean;
  /** As text, without Bcc. */
  readonly header: string;
  /** The same message with the hidden recipients in a Bcc field. */
  withBcc(): Sized;
}

export interface PrepareOptions {
  readonly parse: ParseAddressList;
  /** Sender and recipients where the header is not to be asked. */
  readonly envelope?:
    | { readonly from?: string | undefined; readonly to?: readonly string[] | undefined }
    | undefined;
  /** A draft may have nobody yet. */
  readonly isDraft?: boolean | undefined;
  /** Fields that are written anew: the Date of a draft that is sent. */
  readonly renew?: readonly 'Date'[] | undefined;
  /** For fields that a message must have and this one lacks. */
  readonly missing: (field: 'Message-ID' | 'Date' | 'From', from: string | undefined) => string;
}

/** @throws `compose-raw-invalid`, `compose-address-invalid`, `compose-no-recipient`, `compose-header-invalid` */
export async function prepareMessage(raw: Openable, options: PrepareOptions): Promise<PreparedMessage> {
  const first = await splitHeader(withCrlf(raw()));
  const given = fieldsOf(first.header);
  const shown = completed(
    given.filter(({ name }) => !/^(bcc|resent-bcc|return-path)$/i.test(name)),
    options,
  );
  const header = Buffer.concat(shown.map((field) => field.raw));
  let bodyBytes = 0;
  let has8bit = !isAsciiBytes(header);
  const needsUtf8Header = has8bit;
  for await (const piece of first.body) {
    bodyBytes += piece.length;
    has8bit ||= !isAsciiBytes(piece);
  }
  const envelope = envelopeOf(given, options);
  const visible = new Set(addressesIn(shown, /^(to|cc)$/i, options.parse).map(addressKey));
  const hidden = envelope.to.filter((address) => !visible.has(addressKey(address)));
  const open = (head: Buffer): Openable =>
    async function* () {
      yield Buffer.concat([head, Buffer.from('\r\n')]);
      const { body } = await splitHeader(withCrlf(raw()));
      let bytes = 0;
      for await (const piece of body) {
        bytes += piece.length;
        if (bytes > bodyBytes) break;
        yield piece;
      }
      // Its size is promised to the server, and its repetition to whoever looks for it: another text is not sent under its name.
      if (bytes !== bodyBytes) throw fail('compose-source-changed', { before: bodyBytes, after: bytes });
    };
  const bccField = hidden.length === 0 ? Buffer.alloc(0) : Buffer.from(`Bcc: ${hidden.join(',\r\n ')}\r\n`);
  return {
    messageId: valueOf(shown, 'message-id') ?? '',
    subject: valueOf(shown, 'subject') ?? '',
    envelope,
    hidden,
    has8bit,
    needsUtf8:
      needsUtf8Header || [envelope.from, ...envelope.to].some((address) => /[^\x00-\x7f]/.test(address)),
    asksReadReceipt: valueOf(shown, 'disposition-notification-to') !== undefined,
    header: header.toString('utf8'),
    bytes: header.length + 2 + bodyBytes,
    source: open(header),
    withBcc: () => ({
      bytes: header.length + bccField.length + 2 + bodyBytes,
      source: open(Buffer.concat([header, bccField])),
    }),
  };
}

function completed(fields: readonly HeaderField[], options: PrepareOptions): readonly HeaderField[] {
  const [author] = addressesIn(fields, /^from$/i, options.parse);
  const id = valueOf(fields, 'message-id');
  const isRenewed = (name: string): boolean => name === 'Date' && (options.renew?.includes(name) ?? false);
  if (id !== undefined) checkMessageId('Message-ID', id);
  const added = (['From', 'Date', 'Message-ID'] as const)
    .filter((name) => isRenewed(name) || valueOf(fields, name.toLowerCase()) === undefined)
    .map((name) => ({ name, raw: Buffer.from(`${name}: ${options.missing(name, author)}\r\n`) }));
  const kept = fields.filter(
    ({ name }) => !added.some((one) => one.name.toLowerCase() === name.toLowerCase()),
  );
  return [...added, ...kept];
}

function envelopeOf(
  fields: readonly HeaderField[],
  { envelope, parse, missing, isDraft }: PrepareOptions,
): PreparedMessage['envelope'] {
  const [sender] = addressesIn(fields, /^sender$/i, parse);
  const [author] = addressesIn(fields, /^from$/i, parse);
  const fallback = (): string => readAddresses(parse, 'From', missing('From', undefined))[0]?.address ?? '';
  const from = envelopeAddress(envelope?.from ?? sender ?? author ?? fallback());
  const given = envelope?.to
    ? readAddresses(parse, 'the envelope', envelope.to).map(({ address }) => address)
    : addressesIn(fields, /^(to|cc|bcc)$/i, parse);
  const to = new Map(given.map((address) => [addressKey(address), envelopeAddress(address)]));
  if (to.size === 0 && !isDraft) throw fail('compose-no-recipient', {});
  return { from, to: [...to.values()] };
}

function addressesIn(
  fields: readonly HeaderField[],
  which: RegExp,
  parse: ParseAddressList,
): readonly string[] {
  return fields
    .filter(({ name }) => which.test(name))
    .flatMap((field) => readAddresses(parse, field.name, fieldValue(field).replace(/\t/g, ' ')))
    .map(({ address }) => address);
}

function valueOf(fields: readonly HeaderField[], name: string): string | undefined {
  const field = fields.find((one) => one.name.toLowerCase() === name);
  const value = field && fieldValue(field);
  return value === '' && name !== 'subject' ? undefined : value;
}

function isAsciiBytes(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte > 0x7f) return false;
  return true;
}
