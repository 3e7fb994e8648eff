// One line that tells of a folder: LIST, LSUB, and the name in STATUS (RFC 3501 section 7.2.2). Knows the wire, not what a
// folder is for.

import type { ImapFlow } from 'imapflow';
import { type Answer, isList, textOf } from './command.ts';
import { decodeUtf7 } from './mailbox-name.ts';

export interface Listed {
  readonly mailbox: string;
  readonly names: readonly string[];
  readonly attributes: ReadonlySet<string>;
}

export function listedOf(client: ImapFlow, line: Answer): Listed | undefined {
  const [flags, separator, ...rest] = line.attributes ?? [];
  const wire = nameOf(rest);
  if (wire === '') return undefined;
  const delimiter = separator === null ? '' : textOf(separator);
  const decoded = decode(client, wire);
  const mailbox = decoded.toUpperCase() === 'INBOX' ? 'INBOX' : decoded;
  const names = (delimiter === '' ? [mailbox] : mailbox.split(delimiter)).filter((name) => name !== '');
  // INBOX is one folder however it is spelled, also as somebody's parent.
  if (names[0]?.toUpperCase() === 'INBOX') names[0] = 'INBOX';
  const attributes = new Set(isList(flags) ? flags.map((flag) => textOf(flag).toLowerCase()) : []);
  return { mailbox, names, attributes };
}

/** Exchange sends some names without quotes: what stands to the end of the line is the name (docs/quirks.md). */
export function nameOf(tokens: Answer['attributes'] = []): string {
  return tokens.map((token) => textOf(token)).join(' ');
}

export function decode(client: ImapFlow, wire: string): string {
  const utf8 = client.enabled.has('UTF8=ACCEPT') || client.enabled.has('IMAP4REV2');
  return utf8 ? wire : decodeUtf7(wire);
}
