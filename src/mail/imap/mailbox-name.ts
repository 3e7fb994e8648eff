// Mailbox names on the wire: modified UTF-7 (RFC 3501 section 5.1.3), or UTF-8 once UTF8=ACCEPT is on (RFC 6855). The
// library does the same for its own commands.

import type { ImapFlow } from 'imapflow';
import { astring, type Token } from './command.ts';

export function mailboxToken(client: ImapFlow, name: string): Token {
  const utf8 = client.enabled.has('UTF8=ACCEPT') || client.enabled.has('IMAP4REV2');
  if (!utf8) return astring(encodeUtf7(name));
  return /[\r\n\0"\\]/.test(name)
    ? { type: 'LITERAL', value: Buffer.from(name) }
    : { type: 'STRING', value: name };
}

export function encodeUtf7(name: string): string {
  return name.replace(/&|[^\x20-\x7e]+/g, (run) => {
    if (run === '&') return '&-';
    const units = Buffer.from(run, 'utf16le').swap16();
    return `&${units.toString('base64').replace(/=+$/, '').replaceAll('/', ',')}-`;
  });
}

/** What is no modified UTF-7 stays as it is: some servers send names raw. */
export function decodeUtf7(name: string): string {
  return name.replace(/&([A-Za-z0-9+,]*)-/g, (whole, coded: string) => {
    if (coded === '') return '&';
    const units = Buffer.from(coded.replaceAll(',', '/'), 'base64');
    return units.length === 0 || units.length % 2 === 1 ? whole : units.swap16().toString('utf16le');
  });
}
