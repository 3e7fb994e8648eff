// What is shown of a message, from one row of FETCH. ENVELOPE (RFC 3501 section 7.4.2) is what the server has made of the
// header; where it could not, it makes hosts up.

import type { FetchMessageObject, FetchQueryObject, MessageAddressObject } from 'imapflow';
import { holdsAttachment } from './structure.ts';

export interface MailAddress {
  readonly name: string | undefined;
  readonly address: string;
}

/** Of a message, what no header tells. */
export interface PlacedRow {
  readonly uid: number;
  readonly receivedAtMs: number | undefined;
  readonly flags: {
    readonly seen: boolean;
    readonly flagged: boolean;
    readonly answered: boolean;
    readonly forwarded: boolean;
    readonly draft: boolean;
  };
  /** An estimate where Exchange keeps its default. */
  readonly bytes: number | undefined;
}

export interface MessageRow extends PlacedRow {
  readonly messageId: string | undefined;
  readonly subject: string;
  readonly from: MailAddress | undefined;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly sentAtMs: number | undefined;
  /** Undefined where the structure was not asked for, or cannot be read. */
  readonly hasAttachments: boolean | undefined;
}

export const rowQuery: FetchQueryObject = {
  uid: true,
  flags: true,
  envelope: true,
  internalDate: true,
  size: true,
};

/** Undefined for a row that only tells of changed flags: those come between the others (RFC 3501 section 7.4.2). */
export function rowOf(message: FetchMessageObject): MessageRow | undefined {
  const { uid, envelope, size, flags, internalDate, bodyStructure } = message;
  if (!uid || (!envelope && size === undefined)) return undefined;
  const from = addresses(envelope?.from)[0];
  return {
    uid,
    messageId: envelope?.messageId || undefined,
    subject: envelope?.subject ?? '',
    from,
    to: addresses(envelope?.to),
    cc: addresses(envelope?.cc),
    receivedAtMs: timeOf(internalDate),
    sentAtMs: timeOf(envelope?.date),
    flags: flagsOf(flags),
    bytes: size,
    hasAttachments: bodyStructure ? holdsAttachment(bodyStructure) : saidByKeyword(flags),
  };
}

export function flagsOf(flags: ReadonlySet<string> | undefined): PlacedRow['flags'] {
  const has = (flag: string): boolean => flags?.has(flag) ?? false;
  return {
    seen: has('\\Seen'),
    flagged: has('\\Flagged'),
    answered: has('\\Answered'),
    forwarded: has('$Forwarded') || has('Forwarded'),
    draft: has('\\Draft'),
  };
}

/** Keywords of the IANA registry, by which some servers (Dovecot, where it is told to) say it for nothing. */
function saidByKeyword(flags: ReadonlySet<string> | undefined): boolean | undefined {
  if (flags?.has('$HasAttachment')) return true;
  return flags?.has('$HasNoAttachment') ? false : undefined;
}

/** Exchange: `.MISSING-HOST-NAME.`; Dovecot: `MISSING_DOMAIN`. There was none in the message. */
const madeUpHost = /@(?:\.MISSING-HOST-NAME\.|MISSING_DOMAIN|\.SYNTAX-ERROR\.)$/;
const madeUpMailbox = /^(?:MISSING_MAILBOX|MISSING_MAILBOX_TERMINATOR)$/;

function addresses(list: readonly MessageAddressObject[] | undefined): readonly MailAddress[] {
  const found: MailAddress[] = [];
  for (const { name, address } of list ?? []) {
    const bare = (address ?? '').replace(madeUpHost, '');
    // A group has a name and no address (RFC 5322 section 3.4).
    if (bare !== '' && !madeUpMailbox.test(bare)) found.push({ name: name || undefined, address: bare });
  }
  return found;
}

export function timeOf(date: Date | string | undefined): number | undefined {
  if (date === undefined) return undefined;
  const atMs = (date instanceof Date ? date : new Date(date)).getTime();
  return Number.isNaN(atMs) ? undefined : atMs;
}
