// The header of a message from its first bytes: who, when, about what, in answer to what, and what kind of mail it is. RFC
// 5322, 2047, 6532, 2919 (List-Id), 3834 (Auto-Submitted). Never throws: what is not there or not understood is undefined.

import { type Address, parseAddresses } from './header/address.ts';
import { parseDate } from './header/date.ts';
import { type HeaderFields, parseFields } from './header/fields.ts';
import { parseParameters } from './header/parameters.ts';
import { decodeWords, plainLine } from './header/words.ts';

export type { Address } from './header/address.ts';

export interface MessageHeader {
  /** With its angle brackets. */
  readonly messageId: string | undefined;
  /** Milliseconds since the epoch: the Date field. */
  readonly sentAtMs: number | undefined;
  /** Decoded, on one line; empty where there is none. */
  readonly subject: string;
  readonly from: Address | undefined;
  /** All of From; more than one is allowed, and rare. */
  readonly authors: readonly Address[];
  readonly sender: Address | undefined;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly bcc: readonly Address[];
  readonly replyTo: readonly Address[];
  /** Message-IDs with their angle brackets. */
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** What stands between the brackets of List-Id. */
  readonly listId: string | undefined;
  /** RFC 3834: `auto-generated`, `auto-replied`; undefined for mail that a person has sent. */
  readonly autoSubmitted: string | undefined;
  /** `bulk`, `list`, `junk`. */
  readonly precedence: string | undefined;
  readonly importance: 'high' | 'low' | undefined;
  /** Who wants to be told that it was read (RFC 8098). */
  readonly receiptTo: readonly Address[];
  /** RFC 5322's trace: where a bounce goes; empty text for `<>`. */
  readonly returnPath: string | undefined;
  /** Everything else, as it stands. */
  readonly fields: HeaderFields;
}

/** @param head - from the first byte; whatever follows the header is not looked at */
export function readHeader(head: Uint8Array): MessageHeader {
  return headerOf(parseFields(head));
}

export function headerOf(fields: HeaderFields): MessageHeader {
  // Raw bytes are most likely in the charset that the text is in.
  const charset = parseParameters(fields.first('content-type') ?? '').parameters.get('charset');
  const people = (name: string): readonly Address[] =>
    fields.every(name).flatMap((value) => parseAddresses(value, charset));
  const authors = people('from');
  const date = fields.first('date');
  return {
    messageId: messageIdIn(fields),
    sentAtMs: date === undefined ? undefined : parseDate(date),
    subject: plainLine(decodeWords(fields.first('subject') ?? '', charset)),
    from: authors[0],
    authors,
    sender: people('sender')[0],
    to: people('to'),
    cc: people('cc'),
    bcc: people('bcc'),
    replyTo: people('reply-to'),
    inReplyTo: ids(fields.first('in-reply-to')),
    references: ids(fields.first('references')),
    listId: listId(fields.first('list-id')),
    autoSubmitted: autoSubmitted(fields),
    precedence: fields.first('precedence')?.toLowerCase(),
    importance: importance(fields),
    receiptTo: people('disposition-notification-to'),
    returnPath: /<([^<>]*)>/.exec(fields.first('return-path') ?? '')?.[1],
    fields,
  };
}

/** More have been seen in threads of years; what is used of them is the last few. */
const idsMax = 1000;

function ids(value: string | undefined): readonly string[] {
  return (value?.match(/<[^<>\s]+>/g) ?? []).slice(0, idsMax);
}

/** What is odd stays as it is: an id is compared with what other doors show. */
export function messageIdIn(fields: HeaderFields): string | undefined {
  const value = fields.first('message-id');
  const found = ids(value)[0] ?? value?.trim();
  return found === '' ? undefined : found;
}

function listId(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  return /<([^<>]+)>/.exec(value)?.[1]?.trim() ?? (value.trim() || undefined);
}

function autoSubmitted(fields: HeaderFields): string | undefined {
  const said = parseParameters(fields.first('auto-submitted') ?? '').value;
  if (said !== '' && said !== 'no') return said;
  // Older autoresponders, and Exchange's, which has said so since before RFC 3834.
  if (fields.first('x-autoreply') !== undefined || fields.first('x-autorespond') !== undefined)
    return 'auto-replied';
  return undefined;
}

function importance(fields: HeaderFields): 'high' | 'low' | undefined {
  const said = (
    fields.first('importance') ??
    fields.first('x-priority') ??
    fields.first('priority') ??
    ''
  ).toLowerCase();
  if (/^(?:high|[12]\b|urgent)/.test(said)) return 'high';
  return /^(?:low|[45]\b|non-urgent)/.test(said) ? 'low' : undefined;
}
