// Addresses as people write them (RFC 5322 section 3.4), and as an envelope takes them. What is no address is refused by
// name, so that nothing is sent to half of a list. Internationalised: RFC 6531; domains in ASCII wherever that is possible.

import { domainToASCII } from 'node:url';
import { fail } from '../errors/error.ts';
import { isAddress } from '../wire/smtp/command.ts';
import type { OutgoingAddresses } from './outgoing.ts';

export interface ParsedAddress {
  readonly name: string;
  readonly address: string;
}

/** A parser is handed in: it belongs to a library that is loaded with the first message. */
export type ParseAddressList = (
  text: string,
  options: { flatten: true },
) => readonly { name: string; address: string }[];

/** @param field - as it is called: 'To' @throws `compose-address-invalid` */
export function readAddresses(
  parse: ParseAddressList,
  field: string,
  given: OutgoingAddresses | undefined,
): readonly ParsedAddress[] {
  if (given === undefined) return [];
  const list = Array.isArray(given) ? (given as readonly OutgoingAddresses[]) : [given];
  return list.flatMap((entry): readonly ParsedAddress[] => {
    if (typeof entry === 'string') return readList(parse, field, entry);
    if (Array.isArray(entry)) return readAddresses(parse, field, entry as OutgoingAddresses);
    const { name = '', address } = entry as { name?: string; address: string };
    if (hasControls(name)) throw invalid(field, name);
    return [{ name: name.trim(), address: checked(field, address) }];
  });
}

/** The address as MAIL and RCPT name it: the domain in ASCII, unless the local part needs SMTPUTF8 anyway. */
export function envelopeAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  if (!isAscii(local) || isAscii(domain)) return address;
  const ascii = domainToASCII(domain);
  return ascii === '' ? address : `${local}@${ascii}`;
}

export function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text);
}

/** The same mailbox, as far as anybody but its own server can tell: domains have no case, local parts hardly ever. */
export function addressKey(address: string): string {
  return envelopeAddress(address).toLowerCase();
}

export function hasControls(text: string): boolean {
  return /[\x00-\x1f\x7f\u2028\u2029]/.test(text);
}

function readList(parse: ParseAddressList, field: string, text: string): readonly ParsedAddress[] {
  if (hasControls(text)) throw invalid(field, text);
  if (text.trim() === '') return [];
  return parse(text, { flatten: true }).map(({ name, address }) => ({
    name,
    address: checked(field, address, text),
  }));
}

function checked(field: string, address: string, given = address): string {
  const trimmed = address.trim();
  // RFC 3696, erratum 1690: 254 octets between the brackets of a path.
  if (!isAddress(trimmed) || hasControls(trimmed) || Buffer.byteLength(trimmed) > 254) {
    throw invalid(field, given);
  }
  return trimmed;
}

function invalid(field: string, given: string): Error {
  return fail('compose-address-invalid', { field, given: JSON.stringify(given) });
}
